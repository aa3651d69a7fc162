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

export function toKnown(chats: readonly ChatDto[]): KnownChatDto[] {
  return chats.map(toKnownChat);
}
