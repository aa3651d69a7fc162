import type { MessageGistDto, SystemEventDto } from './message';
import type { MoneyDto } from './offer';
import type { UserDto } from './user';

export const CHAT_TYPES = ['direct', 'group', 'support'] as const;
export type ChatType = (typeof CHAT_TYPES)[number];

/** In a group: the owner gives roles; owner and admins add, remove and rename. Everybody is `member` in other chats. */
export const MEMBER_ROLES = ['owner', 'admin', 'member'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** `mutedUntil` of a chat that is muted for ever. */
export const MUTED_FOR_EVER = '9999-12-31T23:59:59.999Z';

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
  price: MoneyDto | null;
  status: string | null;
}

export interface ChatContextInput {
  type: ContextType;
  id: string;
  title: string;
  imageUrl?: string;
  url?: string;
  price?: MoneyDto;
  status?: string;
}

/** Body of PUT /api/contexts/:type/:id, which the marketplace calls with a server key: the whole card. */
export type UpdateContextInput = Omit<ChatContextInput, 'type' | 'id'>;

export interface UpdatedContextDto {
  /** How many chats showed another card until now. */
  updatedChats: number;
}

export interface ChatMemberDto {
  userId: string;
  user: UserDto;
  role: MemberRole;
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
  gist: MessageGistDto;
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
  createdBy: string;
  headSeq: number;
  headRev: number;
  /** Raised by every change of the chat, or of the viewer's own flags, that is neither a message nor a receipt. */
  infoRev: number;
  lastMessage: PreviewDto | null;
  lastActivityAt: string;
  createdAt: string;
  ticketId: string | null;
  state: 'open' | 'closed';
  /** Live messages above lastReadSeq that are not the viewer's and not system lines; counted up to `limits.unreadCountMax`. */
  unread: number;
  /** The viewer's own read marker; 0 for staff who look at a support chat without being members. */
  lastReadSeq: number;
  pinnedAt: string | null;
  /** Until then the chat neither rings nor counts in the total badge; MUTED_FOR_EVER or null. */
  mutedUntil: string | null;
  /** Null again when somebody, the viewer included, wrote after it, unless the chat is muted. */
  archivedAt: string | null;
  /** Set by hand; ends with the next read or own message. */
  isMarkedUnread: boolean;
  /** The viewer has blocked the other person: neither writes until that ends. */
  isBlocked: boolean;
  /** The last message that is not a system line is somebody else's; to staff in a support chat: is the customer's (`createdBy`). */
  isAwaitingReply: boolean;
}

export interface CreateChatInput {
  /** Default `direct`. `support` is the caller's one standing chat with the staff. */
  type?: ChatType;
  /** The other people: one for a direct chat, 2 to `limits.groupMaxMembers - 1` for a group, none for support. */
  memberIds?: string[];
  /** Groups need one, other chats have none. */
  title?: string;
  /** Groups only: a UUID made once by the client; a repeat returns the first group. */
  clientChatId?: string;
  /** Direct chats only. */
  context?: ChatContextInput;
}

/** Body of PATCH /api/chats/:chatId; groups only. */
export interface UpdateChatInput {
  title: string;
}

/** Body of PUT /api/chats/:chatId/preferences: the caller's own flags; what is left out stays. */
export interface ChatPreferencesInput {
  /** At most `limits.pinnedChatsMax`, else TOO_MANY_PINS. Pinning takes a chat out of the archive. */
  isPinned?: boolean;
  /** ISO 8601, MUTED_FOR_EVER, or null to hear it again. */
  mutedUntil?: string | null;
  /** Archiving unpins. */
  isArchived?: boolean;
  isMarkedUnread?: boolean;
}

/** Body of POST /api/chats/:chatId/members. Who is a member already stays as they are. */
export interface AddMembersInput {
  userIds: string[];
}

/** Body of PATCH /api/chats/:chatId/members/:userId. Giving `owner` away makes the giver an admin. */
export interface UpdateMemberInput {
  role: MemberRole;
}

/**
 * `all` has what is not archived, pinned chats first: every pinned one is on the first page, besides its `limit` others.
 * `unread` and `awaitingReply` leave out the archive. `support` is for staff: the standing chats of people with the staff.
 */
export const CHAT_FILTERS = ['all', 'unread', 'awaitingReply', 'archived', 'support'] as const;
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

/** The total badge: chats with unread or marked unread, not messages; muted and archived chats do not count. */
export interface ChatCountsDto {
  unreadChats: number;
}

/** What a client holds of a chat, in numbers that differ whenever the chat does. */
export interface KnownChatDto {
  chatId: string;
  headRev: number;
  infoRev: number;
  /** The sum of all members' lastReadSeq and lastDeliveredSeq: receipts raise nothing else. */
  markers: number;
}

/** Server and clients describe what they hold by this one function, so that equal numbers mean equal chats. */
export function toKnownChat({ id, headRev, infoRev, members }: ChatDto): KnownChatDto {
  const markers = members.reduce((sum, { lastReadSeq, lastDeliveredSeq }) => sum + lastReadSeq + lastDeliveredSeq, 0);
  return { chatId: id, headRev, infoRev, markers };
}
