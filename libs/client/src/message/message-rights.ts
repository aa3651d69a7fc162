import type { ChatDto, Limits, MeDto, MessageDto } from '@app/contracts';

export interface RightsOf {
  me: MeDto;
  chat: ChatDto | undefined;
  limits: Limits;
  /** By the server's clock (ms since the epoch). */
  now: number;
}

/** True while this person may change the text: the sender inside the window, moderators any time. */
export function mayEdit(message: MessageDto, rights: RightsOf): boolean {
  return mayChange(message, rights, rights.limits.editWindowMs);
}

/** As `mayEdit`, by the window for removals. */
export function mayRemove(message: MessageDto, rights: RightsOf): boolean {
  return mayChange(message, rights, rights.limits.deleteWindowMs);
}

function mayChange(message: MessageDto, { me, chat, now }: RightsOf, windowMs: number): boolean {
  if (message.type !== 'text' || message.deletedAt !== null) return false;
  if (me.role === 'admin' || (me.role === 'agent' && chat?.type === 'support')) return true;
  const isInTime = now - Date.parse(message.createdAt) < windowMs;
  return message.senderId === me.id && isInTime && chat?.state !== 'closed';
}
