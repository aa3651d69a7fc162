import type { LogEntry } from './log';

/** A row of the messages collection, as far as the checker looks at it. */
export interface StoredMessage {
  id: string;
  chatId: string;
  seq: number;
  rev: number;
  senderId: string | null;
  clientMsgId: string;
  text: string;
  isDeleted: boolean;
  /** Of a system line. */
  system: { kind: string; values: Record<string, string> } | null;
}

export interface StoredChat {
  id: string;
  /** Numbers up to here belonged to messages that were removed for good. */
  floorSeq: number;
  members: { userId: string; lastReadSeq: number }[];
}

/** Everything that the checker knows of a run. */
export interface Evidence {
  entries: LogEntry[];
  chats: StoredChat[];
  messages: StoredMessage[];
}

export type EntryOf<K extends LogEntry['kind']> = Extract<LogEntry, { kind: K }>;

export function entriesOf<K extends LogEntry['kind']>({ entries }: Evidence, kind: K): EntryOf<K>[] {
  return entries.filter((entry): entry is EntryOf<K> => entry.kind === kind);
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The log without what belongs to a time that a restored copy of the database does not know. */
export function withoutLostTime(entries: readonly LogEntry[]): LogEntry[] {
  let step: EntryOf<'restore'>['step'] = 'inStep';
  return entries.filter((entry) => {
    if (entry.kind === 'restore') step = entry.step;
    if (entry.kind === 'acked') return step !== 'copied';
    return step === 'inStep' || (entry.kind !== 'screen' && entry.kind !== 'fact');
  });
}
