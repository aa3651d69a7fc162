import type { SystemEventDto } from './message';
import type { UserDto } from './user';

export const CHAT_TYPES = ['direct', 'group', 'support'] as const;
export type ChatType = (typeof CHAT_TYPES)[number];

export const CONTEXT_TYPES = ['listing', 'booking', 'order'] as const;
export type ContextType = (typeof CONTEXT_TYPES)[number];

/** The card of what a chat is about, as the marketplace described it. */
export interface ChatContextDto {
  type: ContextType;
  id: string;
  title: string;
  imageUrl: string | null;
  url: string | null;
  /** Integer minor units with an ISO 4217 currency. */
  price: { amount: number; currency: string } | null;
  status: string | null;
}

export interface ChatContextInput {
  type: ContextType;
  id: string;
  title: string;
  imageUrl?: string;
  url?: string;
  price?: { amount: number; currency: string };
  status?: string;
}

export interface ChatMemberDto {
  userId: string;
  user: UserDto;
  joinedAt: string;
  lastReadSeq: number;
  lastDeliveredSeq: number;
}

/** The last message as a list row shows it. */
export interface PreviewDto {
  messageId: string;
  seq: number;
  senderId: string | null;
  text: string;
  system: SystemEventDto | null;
  isDeleted: boolean;
  createdAt: string;
}

/** A chat as one viewer sees it: `unread` and the flags are that viewer's own. */
export interface ChatDto {
  id: string;
  type: ChatType;
  title: string | null;
  context: ChatContextDto | null;
  members: ChatMemberDto[];
  headSeq: number;
  headRev: number;
  lastMessage: PreviewDto | null;
  lastActivityAt: string;
  createdAt: string;
  ticketId: string | null;
  state: 'open' | 'closed';
  /** Live messages above lastReadSeq that are not the viewer's and not system lines; counted up to `limits.unreadCountMax`. */
  unread: number;
  /** The viewer's own read marker; 0 for staff who look at a support chat without being members. */
  lastReadSeq: number;
}

export interface CreateChatInput {
  /** The other people; one for a direct chat. */
  memberIds: string[];
  context?: ChatContextInput;
}

export const CHAT_FILTERS = ['all', 'unread'] as const;
export type ChatFilter = (typeof CHAT_FILTERS)[number];

export interface ChatListQuery {
  filter?: ChatFilter;
  /** Part of a member's name; 2 to 100 characters, taken literally. */
  query?: string;
  cursor?: string;
  limit?: number;
}

export interface MarkReadInput {
  chatId: string;
  seq: number;
}

/** Where a reader now stands; the answer of markRead and markDelivered. */
export interface ReceiptDto {
  chatId: string;
  userId: string;
  seq: number;
}

/** The total badge: chats with unread, not messages. */
export interface ChatCountsDto {
  unreadChats: number;
}
