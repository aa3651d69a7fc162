import type { ChatContextInput, ChatType } from '@app/contracts';
import { newObjectId, toObjectId } from '../common/object-id';
import type { Chat, ChatContext, ChatMember } from './chat.schema';

/** Who somebody is in a chat they enter at `readSeq`: what was said before counts as read. */
export function buildMember(userId: string, readSeq: number, joinedAt = new Date()): ChatMember {
  return {
    userId: toObjectId(userId),
    joinedAt,
    lastReadSeq: readSeq,
    lastDeliveredSeq: readSeq,
    role: 'member',
    // Above whatever an earlier membership of the same person reached, so that infoRev never repeats.
    flagsRev: joinedAt.getTime(),
    pinnedAt: null,
    mutedUntil: null,
    archivedAt: null,
    archivedSeq: 0,
    markedUnreadSeq: null,
  };
}

/** A chat nobody wrote in yet. The first member made it. */
export function buildChat(type: ChatType, key: string, members: ChatMember[], extra: Partial<Chat> = {}): Chat {
  const [maker] = members;
  if (!maker) throw new Error('A chat needs a maker.');
  return {
    _id: newObjectId(),
    type,
    key,
    title: null,
    context: null,
    members,
    createdBy: maker.userId,
    ownerId: null,
    headSeq: 0,
    headRev: 0,
    infoRev: 0,
    floorSeq: 0,
    floorRev: 0,
    lastMessage: null,
    lastHuman: null,
    lastActivityAt: maker.joinedAt,
    ticketId: null,
    state: 'open',
    createdAt: maker.joinedAt,
    ...extra,
  };
}

export function toContext({ type, id, ...card }: ChatContextInput): ChatContext {
  const { title, imageUrl = null, url = null, price, status = null } = card;
  // Always in this order: cards are compared as stored.
  const stored = price ? { amount: price.amount, currency: price.currency } : null;
  return { type, id, title, imageUrl, url, price: stored, status };
}
