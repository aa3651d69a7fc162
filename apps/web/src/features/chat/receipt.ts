import type { ChatDto, ChatMemberDto, MessageDto } from '@app/contracts';

export interface Receipts {
  read: ChatMemberDto[];
  delivered: ChatMemberDto[];
  /** On no device of theirs yet. */
  waiting: ChatMemberDto[];
}

const othersOf = ({ members }: ChatDto, meId: string) => members.filter(({ userId }) => userId !== meId);

/** Only of one's own, and where the ticks of one other person do not say it all. */
export function hasReceipts(chat: ChatDto, message: MessageDto, meId: string): boolean {
  return chat.type === 'group' && message.senderId === meId && othersOf(chat, meId).length > 0;
}

/** How far the others are with a message, each by their own markers. */
export function receiptsOf(chat: ChatDto, seq: number, meId: string): Receipts {
  const receipts: Receipts = { read: [], delivered: [], waiting: [] };
  for (const member of othersOf(chat, meId)) {
    if (member.lastReadSeq >= seq) receipts.read.push(member);
    else if (member.lastDeliveredSeq >= seq) receipts.delivered.push(member);
    else receipts.waiting.push(member);
  }
  return receipts;
}

/** For each own message of a group: by how many of the others it was read. Null where ticks say it all. */
export function readCounter(chat: ChatDto, meId: string): ((seq: number) => ReadCount) | null {
  if (chat.type !== 'group') return null;
  const markers = othersOf(chat, meId).map(({ lastReadSeq }) => lastReadSeq);
  return (seq) => ({ read: markers.filter((marker) => marker >= seq).length, total: markers.length });
}

export interface ReadCount {
  read: number;
  total: number;
}
