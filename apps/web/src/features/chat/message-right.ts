import type { ChatDto, MeDto, MessageDto } from '@app/contracts';

/** Who may see what a message said before: admins, and agents in support chats. */
export function isModerator(me: Pick<MeDto, 'role'>, chat: Pick<ChatDto, 'type'>): boolean {
  return me.role === 'admin' || (me.role === 'agent' && chat.type === 'support');
}

/** A message with something to do with it. Of a deleted one only its earlier words are left, for moderators. */
export function hasMenu(message: MessageDto | null, isModerated: boolean): message is MessageDto {
  return message !== null && message.type !== 'system' && (message.deletedAt === null || isModerated);
}

/** Quoting and reacting write into the chat. */
export function canAnswer(chat: Pick<ChatDto, 'state'>, message: MessageDto): boolean {
  return chat.state === 'open' && message.deletedAt === null;
}
