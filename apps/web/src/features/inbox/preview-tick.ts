import type { Tick } from '@app/client';
import type { ChatDto } from '@app/contracts';

/** The tick of a chat's last message: null unless it is the viewer's own. */
export function tickOfPreview(chat: ChatDto, viewerId: string): Tick | null {
  const last = chat.lastMessage;
  if (!last || last.senderId !== viewerId || last.isDeleted) return null;
  const others = chat.members.filter((member) => member.userId !== viewerId);
  if (!others.length) return 'sent';
  if (others.every((member) => member.lastReadSeq >= last.seq)) return 'read';
  return others.every((member) => member.lastDeliveredSeq >= last.seq) ? 'delivered' : 'sent';
}
