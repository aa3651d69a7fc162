import type { MessageDto } from '@app/contracts';

export function hasReacted(message: MessageDto, emoji: string, userId: string): boolean {
  return message.reactions.some((kind) => kind.emoji === emoji && kind.userIds.includes(userId));
}
