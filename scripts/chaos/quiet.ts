import { createRest } from '@app/client';
import type { ChatDto, SessionDto } from '@app/contracts';
import { checkCounts } from './check-people';
import { checkLists } from './check-screens';
import type { Evidence } from './evidence';
import type { LogEntry } from './log';
import { readDatabase } from './snapshot';
import { type Tab, toShown } from './tab';
import { until } from './until';
import type { World } from './world';

/** Everybody has stopped: waits until all is sent and everybody sees the same, or for as long as that may take; then writes down what is so. */
export async function settle(world: World, withinMs: number): Promise<{ ms: number; evidence: Evidence }> {
  const startedAt = Date.now();
  const isWell = () => world.tabs.every((tab) => restOf(tab) === WELL);
  await until(isWell, withinMs);
  let last: { entries: LogEntry[] } & Omit<Evidence, 'entries'> = await look(world);
  while ((isAnythingOff(last) || !isWell()) && Date.now() - startedAt < withinMs) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    last = await look(world);
  }
  const ms = Date.now() - startedAt;
  for (const tab of world.tabs) {
    world.log.write({
      kind: 'answer',
      invariant: 'I4',
      what: `the end of ${tab.name}`,
      wanted: WELL,
      got: restOf(tab),
    });
  }
  for (const entry of last.entries) world.log.write(entry);
  return { ms, evidence: { ...last, entries: world.log.read() } };
}

const WELL = 'all is sent, and it is in step';

function restOf({ isAtRest, parley }: Tab): string {
  if (!isAtRest()) return 'something waits to be sent';
  const { isSynced, status } = parley.connection.getState();
  return isSynced ? WELL : `it is ${status} and not in step`;
}

async function look(world: World): Promise<Evidence> {
  const stored = await readDatabase(world.database.db);
  const lists = world.tabs.flatMap(listsOf);
  const counts = await Promise.all(world.people.map((session) => countsByRest(world, session)));
  return { ...stored, entries: [...lists, ...counts, ...world.tabs.map(countsOfTab)] };
}

function isAnythingOff(evidence: Evidence): boolean {
  let isOff = false;
  const note = (_: unknown, violation?: string | null | false) => {
    if (violation) isOff = true;
  };
  checkLists(evidence, note);
  checkCounts(evidence, note);
  return isOff;
}

/** Chats that the person has been removed from show nothing; the database says nothing about that. */
function listsOf({ name, userId, parley, chatIds }: Tab): LogEntry[] {
  return chatIds.flatMap((chatId): LogEntry[] => {
    const { items, hasBefore, hasAfter, error } = parley.messages(chatId).getState();
    if (error?.code === 'FORBIDDEN') return [];
    return [
      { kind: 'list', tab: name, userId, chatId, isWhole: !hasBefore, isAtEnd: !hasAfter, items: items.map(toShown) },
    ];
  });
}

function countsOfTab({ name, userId, parley }: Tab): LogEntry {
  const { byId, unreadChats } = parley.chats.getState();
  return { kind: 'counts', from: name, userId, unread: unreadOf(Object.values(byId)), unreadChats };
}

async function countsByRest({ nodes }: World, { user, accessToken }: SessionDto): Promise<LogEntry> {
  const rest = createRest({ url: nodes[1].url, auth: { kind: 'token', getToken: async () => accessToken } });
  const [{ items }, { unreadChats }] = await Promise.all([rest.chats.list({ limit: 100 }), rest.chats.counts()]);
  return { kind: 'counts', from: `REST for ${user.name}`, userId: user.id, unread: unreadOf(items), unreadChats };
}

function unreadOf(chats: readonly ChatDto[]): Record<string, number> {
  return Object.fromEntries(chats.map(({ id, unread }) => [id, unread]));
}
