import { ParleyError, type ParleyOptions, type Rest } from '@app/client';
import { DEFAULT_LIMITS, type MessagePageDto } from '@app/contracts';

/** Older lines shown above the first unread one. */
const LEAD_IN = 10;

/**
 * What the inbox shows first, fetched next to the API. A part that fails is left out: the browser then asks for it
 * itself and shows what went wrong where it belongs.
 */
export async function loadFirstPage(rest: Rest, chatId: string | null): Promise<ParleyOptions['initial']> {
  const [chats, chatCounts, notificationCounts, page] = await Promise.all([
    optional(rest.chats.list()),
    optional(rest.chats.counts()),
    optional(rest.notifications.counts()),
    chatId ? optional(loadMessages(rest, chatId)) : undefined,
  ]);
  return { chats, chatCounts, notificationCounts, messages: chatId && page ? { [chatId]: page } : undefined };
}

/** The latest page, or the one around the first unread message when that lies further up. */
async function loadMessages(rest: Rest, chatId: string): Promise<MessagePageDto> {
  const chat = await rest.chats.get(chatId);
  const isFar = chat.unread > 0 && chat.headSeq - chat.lastReadSeq > DEFAULT_LIMITS.pageSize - LEAD_IN;
  return rest.chats.messages(chatId, isFar ? { around: chat.lastReadSeq + 1 } : {});
}

async function optional<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (thrown) {
    if (thrown instanceof ParleyError) return undefined;
    throw thrown;
  }
}
