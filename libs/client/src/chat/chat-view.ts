import type { ChatDto, ChatFilter } from '@app/contracts';
import { hasNews, isListed, type Viewer } from './chat-facts';
import type { ChatListView } from './chat-list';

/** How much of the view's list is loaded. */
export interface ListedPart {
  /** Ids the server listed for this view. */
  ids: ReadonlySet<string>;
  /** Latest activity of the last one; pinned chats, which come first whatever their age, aside. */
  oldestAt: string;
  isWhole: boolean;
}

/** Before the first page: everything that is known and passes is shown. */
export const NOTHING_LISTED: ListedPart = { ids: new Set(), oldestAt: '', isWhole: true };

/** The view's chats in order, as a fresh fetch of the loaded part would list them. */
export function idsInView(
  byId: Readonly<Record<string, ChatDto>>,
  { filter, query }: ChatListView,
  { ids, oldestAt, isWhole }: ListedPart,
  viewer: Viewer,
): string[] {
  const isInView = (chat: ChatDto): boolean => {
    if (!passes(chat, filter)) return false;
    if (ids.has(chat.id)) return true;
    // Who matches a name, only the server knows; and what lies below the loaded part comes with its page.
    if (query !== '' || !(filter === 'support' ? isStandingSupport(chat, viewer) : isListed(chat, viewer)))
      return false;
    return isWhole || isPinnedFirst(chat, filter) || chat.lastActivityAt >= oldestAt;
  };
  return Object.values(byId)
    .filter(isInView)
    .sort((a, b) => Number(isPinnedFirst(b, filter)) - Number(isPinnedFirst(a, filter)) || byActivity(a, b))
    .map(({ id }) => id);
}

/** Pinned chats are on the first page of `all`, before the others. */
export function isPinnedFirst({ pinnedAt }: ChatDto, filter: ChatFilter): boolean {
  return filter === 'all' && pinnedAt !== null;
}

function passes(chat: ChatDto, filter: ChatFilter): boolean {
  if (filter === 'support') return true;
  if (filter === 'archived') return chat.archivedAt !== null;
  if (chat.archivedAt !== null) return false;
  if (filter === 'unread') return hasNews(chat);
  return filter === 'all' || chat.isAwaitingReply;
}

function isStandingSupport({ type, ticketId, headSeq }: ChatDto, { isStaff }: Viewer): boolean {
  return isStaff && type === 'support' && ticketId === null && headSeq > 0;
}

function byActivity(a: ChatDto, b: ChatDto): number {
  if (a.lastActivityAt !== b.lastActivityAt) return a.lastActivityAt < b.lastActivityAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
