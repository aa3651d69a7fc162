import { type ChatDto, type MessageDto, type PreviewDto, type ReceiptDto, toGist } from '@app/contracts';
import type { Fact } from '../connection/transport';
import { flagsAfter, isMuted } from './chat-flags';

/** The part of the chat list that facts change. */
export interface ChatBook {
  byId: Readonly<Record<string, ChatDto>>;
  unreadChats: number;
}

/** The new book, and what cannot be known without asking: a chat to fetch again, the total to count again. */
export interface ChatOutcome {
  book: ChatBook;
  refetch?: string;
  /** A change before this one was not heard (yet): this chat's numbers prove nothing until it is fetched again. */
  isGap?: boolean;
  recount?: boolean;
}

export interface Viewer {
  id: string;
  /** Staff find support chats at the desk: these are neither in their list nor in their total. */
  isStaff: boolean;
  unreadCountMax: number;
  /** By the server's clock (ms since the epoch). */
  now: number;
}

/** As the server cuts it. */
const PREVIEW_MAX_CODE_POINTS = 140;

/** One fact over the book. Law: the outcome, once its refetches are done, equals a fresh fetch. Facts may come twice and out of order. */
export function applyChatFact(book: ChatBook, fact: Fact, viewer: Viewer): ChatOutcome {
  switch (fact.name) {
    case 'newMessage':
      return applyNewMessage(book, fact.data, viewer);
    case 'messageUpdated':
      return applyMessageUpdated(book, fact.data, viewer);
    case 'messageRead':
      return applyRead(book, fact.data, viewer);
    case 'messageDelivered':
      return applyDelivered(book, fact.data, viewer);
    case 'chatUpdated':
      return applyChat(book, fact.data, viewer);
    case 'chatRemoved':
      return applyRemoved(book, fact.data.chatId, viewer);
    default:
      return { book };
  }
}

/** A chat in the viewer's own view, from a fact or a fetch; never lets an older view undo a newer one. */
export function applyChat(book: ChatBook, chat: ChatDto, viewer: Viewer): ChatOutcome {
  const known = book.byId[chat.id];
  if (!known) return { book: withChat(book, chat, viewer), recount: true };
  const members = mergeMembers(isInfoOlder(chat, known) ? known : chat, chat, known);
  if (!isOlder(chat, known)) return { book: withChat(book, { ...chat, members }, viewer) };
  // Computed before something we already know: each half is taken from where it is newer, and the whole is asked for again.
  const head = isHeadOlder(chat, known) ? headOf(known) : {};
  const info = isInfoOlder(chat, known) ? infoOf(known) : {};
  return { book: withChat(book, { ...chat, ...info, ...head, members }, viewer), refetch: chat.id };
}

/** The person is no longer a member. */
export function applyRemoved({ byId, unreadChats }: ChatBook, chatId: string, viewer: Viewer): ChatOutcome {
  const { [chatId]: known, ...others } = byId;
  if (!known) return { book: { byId, unreadChats }, recount: true };
  return { book: { byId: others, unreadChats: Math.max(0, unreadChats - Number(isUnread(known, viewer))) } };
}

export function isOlder(chat: ChatDto, known: ChatDto): boolean {
  return isHeadOlder(chat, known) || isInfoOlder(chat, known);
}

function isHeadOlder(chat: ChatDto, known: ChatDto): boolean {
  return chat.headSeq < known.headSeq || chat.headRev < known.headRev || chat.lastReadSeq < known.lastReadSeq;
}

function isInfoOlder(chat: ChatDto, known: ChatDto): boolean {
  return chat.infoRev < known.infoRev;
}

/** What messages and reading move. */
function headOf({ headSeq, headRev, lastMessage, lastActivityAt, unread, lastReadSeq, isAwaitingReply }: ChatDto) {
  return { headSeq, headRev, lastMessage, lastActivityAt, unread, lastReadSeq, isAwaitingReply };
}

/** What raises `infoRev`. */
function infoOf({
  title,
  context,
  state,
  ticketId,
  infoRev,
  pinnedAt,
  mutedUntil,
  archivedAt,
  isMarkedUnread,
}: ChatDto) {
  return { title, context, state, ticketId, infoRev, pinnedAt, mutedUntil, archivedAt, isMarkedUnread };
}

/** Puts a chat in; keeps the total badge right when the chat was known. */
export function withChat({ byId, unreadChats }: ChatBook, chat: ChatDto, viewer: Viewer): ChatBook {
  const known = byId[chat.id];
  const delta = known ? Number(isUnread(chat, viewer)) - Number(isUnread(known, viewer)) : 0;
  return { byId: { ...byId, [chat.id]: chat }, unreadChats: Math.max(0, unreadChats + delta) };
}

/** True when the chat belongs in this person's inbox. One that nobody has written in is its maker's business only. */
export function isListed(chat: ChatDto, viewer: Viewer): boolean {
  if (chat.headSeq === 0 && chat.createdBy !== viewer.id) return false;
  return isMember(chat, viewer.id) && !(viewer.isStaff && chat.type === 'support');
}

/** True when the chat counts in the total badge: muted and archived ones do not. */
export function isUnread(chat: ChatDto, viewer: Viewer): boolean {
  return hasNews(chat) && isListed(chat, viewer) && chat.archivedAt === null && !isMuted(chat, viewer.now);
}

export function hasNews({ unread, isMarkedUnread }: ChatDto): boolean {
  return unread > 0 || isMarkedUnread;
}

export function toPreview(message: MessageDto): PreviewDto {
  const { id, seq, senderId, system, deletedAt, createdAt } = message;
  const text = Array.from(message.text).slice(0, PREVIEW_MAX_CODE_POINTS).join('');
  return {
    messageId: id,
    seq,
    senderId,
    text,
    system,
    gist: toGist(message),
    isDeleted: deletedAt !== null,
    createdAt,
  };
}

function applyNewMessage(book: ChatBook, message: MessageDto, viewer: Viewer): ChatOutcome {
  const chat = book.byId[message.chatId];
  if (!chat || message.seq > chat.headSeq + 1) return { book, refetch: message.chatId };
  if (message.seq <= chat.headSeq) return { book };
  const isMine = message.senderId === viewer.id;
  const counts = !isMine && message.senderId !== null && isMember(chat, viewer.id);
  // A change heard before may be one of this very message.
  const isLate = message.rev <= chat.headRev;
  return {
    ...(isLate && { refetch: chat.id }),
    ...(message.rev > chat.headRev + 1 && { isGap: true }),
    book: withChat(
      book,
      {
        ...chat,
        ...flagsAfter(chat, message, viewer),
        headSeq: message.seq,
        headRev: Math.max(chat.headRev, message.rev),
        lastMessage: toPreview(message),
        lastActivityAt: message.createdAt,
        // Sending counts as reading up to that message.
        unread: isMine ? 0 : Math.min(viewer.unreadCountMax, chat.unread + Number(counts)),
        lastReadSeq: isMine ? message.seq : chat.lastReadSeq,
        members: moveMember(chat, message.senderId, { readSeq: message.seq, deliveredSeq: message.seq }, viewer),
      },
      viewer,
    ),
  };
}

function applyMessageUpdated(book: ChatBook, message: MessageDto, viewer: Viewer): ChatOutcome {
  const chat = book.byId[message.chatId];
  if (!chat) return { book };
  // Something newer was heard first. Whether this change was already counted and shown, only the server knows.
  const isLate = message.rev <= chat.headRev;
  const isLast = chat.lastMessage?.messageId === message.id;
  const mayHaveCounted = message.seq > chat.lastReadSeq && message.senderId !== viewer.id && message.deletedAt !== null;
  const preview = isLast ? toPreview(message) : chat.lastMessage;
  // Heard twice, or a reaction: the preview says the same anyway.
  const isSamePreview = preview?.text === chat.lastMessage?.text && preview?.isDeleted === chat.lastMessage?.isDeleted;
  if (isLate) return mayHaveCounted || !isSamePreview ? { book, refetch: chat.id } : { book };
  const lastMessage = preview;
  const next = withChat(book, { ...chat, headRev: message.rev, lastMessage }, viewer);
  const isGap = message.rev > chat.headRev + 1;
  return { book: next, ...(mayHaveCounted && { refetch: chat.id }), ...(isGap && { isGap }) };
}

function applyRead(book: ChatBook, { chatId, userId, seq }: ReceiptDto, viewer: Viewer): ChatOutcome {
  const chat = book.byId[chatId];
  if (!chat) return userId === viewer.id ? { book, recount: true } : { book };
  const members = moveMember(chat, userId, { readSeq: seq, deliveredSeq: seq }, viewer);
  if (userId !== viewer.id || seq <= chat.lastReadSeq) return { book: withChat(book, { ...chat, members }, viewer) };
  const isAll = seq >= chat.headSeq;
  const read = { lastReadSeq: seq, unread: isAll ? 0 : chat.unread, isMarkedUnread: false };
  const next = withChat(book, { ...chat, members, ...read }, viewer);
  // How many are left above `seq` only the server knows.
  return isAll ? { book: next } : { book: next, refetch: chatId };
}

function applyDelivered(book: ChatBook, { chatId, userId, seq }: ReceiptDto, viewer: Viewer): ChatOutcome {
  const chat = book.byId[chatId];
  if (!chat) return { book };
  const members = moveMember(chat, userId, { readSeq: 0, deliveredSeq: seq }, viewer);
  return { book: withChat(book, { ...chat, members }, viewer) };
}

/** Markers move forward only. */
function moveMember(
  chat: ChatDto,
  userId: string | null,
  { readSeq, deliveredSeq }: { readSeq: number; deliveredSeq: number },
  viewer: Viewer,
): ChatDto['members'] {
  // Customers do not see agents' reads: the server hides the marker, so it must not be worked out here.
  const isVisible = chat.type !== 'support' || viewer.isStaff || userId === viewer.id;
  return chat.members.map((member) =>
    member.userId === userId
      ? {
          ...member,
          lastReadSeq: Math.max(member.lastReadSeq, isVisible ? readSeq : 0),
          lastDeliveredSeq: Math.max(member.lastDeliveredSeq, deliveredSeq),
        }
      : member,
  );
}

/** The membership of `base`, with the markers that are known to be furthest. */
function mergeMembers(base: ChatDto, chat: ChatDto, known: ChatDto): ChatDto['members'] {
  const all = [...chat.members, ...known.members];
  return base.members.map((member) => {
    // Joined again: a new membership with its own markers.
    const same = all.filter((other) => other.userId === member.userId && other.joinedAt === member.joinedAt);
    const furthest = (marker: 'lastReadSeq' | 'lastDeliveredSeq') => Math.max(...same.map((other) => other[marker]));
    return { ...member, lastReadSeq: furthest('lastReadSeq'), lastDeliveredSeq: furthest('lastDeliveredSeq') };
  });
}

export function isMember(chat: ChatDto, userId: string): boolean {
  return chat.members.some((member) => member.userId === userId);
}
