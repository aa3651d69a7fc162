import { appendFileSync, readFileSync } from 'node:fs';
import type { InvariantId } from './invariant';

/** What one tab shows of one message. */
export interface ShownMessage {
  id: string;
  seq: number;
  rev: number;
  senderId: string | null;
  clientMsgId: string;
  text: string;
  isDeleted: boolean;
}

/** One line of the log; the checker knows the run by these alone, and by the database. */
export type LogEntry =
  /** A person pressed send. The text is said once in the whole run, so that it names what was said whatever its id became. */
  | { kind: 'said'; tab: string; userId: string; chatId: string; clientMsgId: string; text: string }
  /** A person gave a message another text. */
  | { kind: 'edited'; messageId: string; text: string }
  /** The server confirmed a send to this tab. */
  | { kind: 'acked'; tab: string; userId: string; chatId: string; clientMsgId: string; messageId: string; text: string }
  /** The server told a tab something about a chat. */
  | { kind: 'fact'; tab: string; userId: string; name: string; chatId: string; seq?: number; rev?: number }
  /** What is on a tab's screen at a moment: `[seq, rev, clientMsgId]` of each message, and the ids of those that wait. */
  | { kind: 'screen'; tab: string; chatId: string; rev: number; items: [number, number, string][]; pending: string[] }
  /** What a tab shows of a chat when all is quiet, and whether it has the beginning and the end of it. */
  | {
      kind: 'list';
      tab: string;
      userId: string;
      chatId: string;
      isWhole: boolean;
      isAtEnd: boolean;
      items: ShownMessage[];
    }
  /** The unread counts that somebody has when all is quiet, by chat id, and the badge over them. */
  | { kind: 'counts'; from: string; userId: string; unread: Record<string, number>; unreadChats: number }
  /** A message was removed for good. */
  | { kind: 'purged'; messageId: string }
  /** The session of this tab is over: it may hear nothing from here on. */
  | { kind: 'revoked'; tab: string }
  /**
   * A copy of the database is made; it is put in place; everybody is in step with it. What was acked between the first two is
   * gone with its time, and what was shown and heard until the third belongs to it.
   */
  | { kind: 'restore'; step: 'copied' | 'placed' | 'inStep' }
  /** Something that has one right answer. */
  | { kind: 'answer'; invariant: InvariantId; what: string; wanted: string; got: string }
  /** An API process is gone. */
  | { kind: 'ended'; node: string; how: string; isExpected: boolean }
  /** A rejection that nobody handled, an exception that nobody caught. */
  | { kind: 'trouble'; where: string; text: string }
  | { kind: 'fault'; name: string; ms: number; note: string };

export interface ChaosLog {
  write(entry: LogEntry): void;
  read(): LogEntry[];
}

/** Appends JSON lines to a file. What was written last is there after a crash of the harness itself. */
export function openLog(file: string): ChaosLog {
  const startedAt = Date.now();
  appendFileSync(file, '');
  return {
    write: (entry) => appendFileSync(file, `${JSON.stringify({ at: Date.now() - startedAt, ...entry })}\n`),
    read: () =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as LogEntry),
  };
}
