import { type ChatDto, type KnownChatDto, toKnownChat } from '@app/contracts';

/** As the server takes. */
export const KNOWN_MAX = 200;

/** What to describe to the server: first what is on screen, then what is listed, then the latest. */
export function pickKnown(
  byId: Readonly<Record<string, ChatDto>>,
  open: readonly string[],
  listed: ReadonlySet<string>,
): ChatDto[] {
  const rank = ({ id }: ChatDto) => (open.includes(id) ? 0 : listed.has(id) ? 1 : 2);
  return Object.values(byId)
    .sort((a, b) => rank(a) - rank(b) || (a.lastActivityAt < b.lastActivityAt ? 1 : -1))
    .slice(0, KNOWN_MAX);
}

/** A chat of which something may have been missed is told as if nothing of it were known. */
export function toKnown(chats: readonly ChatDto[], doubtful: ReadonlySet<string>): KnownChatDto[] {
  return chats.map(toKnownChat).map((known) => (doubtful.has(known.chatId) ? { ...known, headRev: 0 } : known));
}
