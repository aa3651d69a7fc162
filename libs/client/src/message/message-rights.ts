import type { ChatDto, Limits, MeDto, MessageDto } from '@app/contracts';

export interface RightsOf {
  me: MeDto;
  chat: ChatDto | undefined;
  limits: Limits;
  /** By the server's clock (ms since the epoch). */
  now: number;
}

/** An offer is made to one person, and answered once: it does not travel. */
export function mayForward({ type, deletedAt }: MessageDto): boolean {
  return type !== 'offer' && type !== 'system' && deletedAt === null;
}

/** True while this person may change the text: the sender inside the window, moderators any time. A voice note has none. */
export function mayEdit(message: MessageDto, rights: RightsOf): boolean {
  return message.type !== 'voice' && mayChange(message, rights, rights.limits.editWindowMs);
}

/** As `mayEdit`, by the window for removals. */
export function mayRemove(message: MessageDto, rights: RightsOf): boolean {
  return mayChange(message, rights, rights.limits.deleteWindowMs);
}

function mayChange(message: MessageDto, { me, chat, now }: RightsOf, windowMs: number): boolean {
  if (message.type === 'offer' || message.type === 'system' || message.deletedAt !== null) return false;
  if (me.role === 'admin' || (me.role === 'agent' && chat?.type === 'support')) return true;
  const isInTime = now - Date.parse(message.createdAt) < windowMs;
  return message.senderId === me.id && isInTime && chat?.state !== 'closed';
}
