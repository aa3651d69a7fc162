import type { PendingChange, PendingMessage } from '@app/client';
import type { MessageDto, MessageType, QuoteDto } from '@app/contracts';
import type { ReactNode } from 'react';
import { dayOf } from '@/i18n/day';

/** A message as the history shows it, stored or still on its way. */
export interface Entry {
  /** The same before and after confirmation, so that the row stays where it is. */
  key: string;
  senderId: string;
  isOwn: boolean;
  type: MessageType;
  text: string;
  createdAt: string;
  replyTo: QuoteDto | null;
  message: MessageDto | null;
  pending: PendingMessage | null;
  /** An own edit, removal or reaction that is worth a word: refused, or long on its way. */
  change: PendingChange | null;
  isForwarded: boolean;
  /** First and last of a group: same sender, same minute, nothing in between. */
  isFirst: boolean;
  isLast: boolean;
}

/** Not a message, but among them by its time: a note of the staff. */
export interface SideRow {
  key: string;
  at: string;
  content: ReactNode;
}

export type Row =
  | ({ kind: 'side' } & SideRow)
  | { kind: 'day'; key: string; at: string }
  | { kind: 'new'; key: string }
  | { kind: 'system'; key: string; message: MessageDto }
  | { kind: 'message'; key: string; entry: Entry };

export interface TimelineInput {
  items: readonly MessageDto[];
  pending: readonly PendingMessage[];
  changes: readonly PendingChange[];
  /** Oldest first. Those before the first message and, while later messages are missing, after the last have no place yet. */
  sides?: readonly SideRow[];
  hasAfter?: boolean;
  firstUnreadSeq: number | null;
  meId: string;
  timeZone: string;
}

export interface Timeline {
  /** When the first row was written. Its day stands above the rows: as a row of its own it would move with every older page. */
  startsAt: string | null;
  rows: Row[];
}

/** The rows of a history: days of the viewer, the "New" line, system lines, and messages in groups. */
export function buildTimeline(input: TimelineInput): Timeline {
  const { items, pending, changes, sides = [], hasAfter = false, firstUnreadSeq, meId, timeZone } = input;
  const rows: Row[] = [];
  const startsAt = items[0]?.createdAt ?? pending[0]?.createdAt ?? null;
  let day = startsAt && dayOf(startsAt, timeZone);
  // A window that begins later does not hold the place of the line.
  let isNewShown = firstUnreadSeq === null || (items[0]?.seq ?? 0) > firstUnreadSeq;
  const changeOf = tellingChanges(changes);

  const openDay = (at: string) => {
    const next = dayOf(at, timeZone);
    if (next === day) return;
    day = next;
    rows.push({ kind: 'day', key: `day:${next}`, at });
  };

  let placed = startsAt === null ? sides.length : sides.filter(({ at }) => at < startsAt).length;
  const placeSides = (until?: string) => {
    for (let side = sides[placed]; side && (!until || side.at < until); side = sides[++placed]) {
      openDay(side.at);
      rows.push({ kind: 'side', ...side });
    }
  };

  for (const message of items) {
    placeSides(message.createdAt);
    openDay(message.createdAt);
    if (!isNewShown && firstUnreadSeq !== null && message.seq >= firstUnreadSeq) {
      isNewShown = true;
      rows.push({ kind: 'new', key: 'new' });
    }
    if (message.type === 'system' || message.senderId === null) {
      rows.push({ kind: 'system', key: `system:${message.id}`, message });
    } else {
      const change = changeOf.get(message.id) ?? null;
      rows.push(messageRow({ ...fromMessage(message, message.senderId, meId), change }));
    }
  }
  for (const item of pending) {
    placeSides(item.createdAt);
    openDay(item.createdAt);
    rows.push(messageRow(fromPending(item, meId)));
  }
  if (!hasAfter) placeSides();
  markGroups(rows);
  return { startsAt, rows };
}

function messageRow(entry: Entry): Row {
  return { kind: 'message', key: entry.key, entry };
}

/** By message: what was refused, else what is still being tried. */
function tellingChanges(changes: readonly PendingChange[]): Map<string, PendingChange> {
  const ranked = (['stillTrying', 'failed'] as const).flatMap((wanted) =>
    changes.filter(({ status }) => status === wanted),
  );
  return new Map(ranked.map((change) => [change.messageId, change]));
}

const ALONE = { change: null, isFirst: true, isLast: true };

function fromMessage(message: MessageDto, senderId: string, meId: string): Entry {
  const { clientMsgId, type, text, createdAt, replyTo, isForwarded } = message;
  const key = `${senderId}:${clientMsgId}`;
  const isOwn = senderId === meId;
  return { ...ALONE, key, senderId, isOwn, type, text, createdAt, replyTo, isForwarded, message, pending: null };
}

function fromPending(pending: PendingMessage, meId: string): Entry {
  const { clientMsgId, type, text, createdAt, replyTo, isForwarded } = pending;
  const key = `${meId}:${clientMsgId}`;
  const shown = { type, text, createdAt, replyTo, isForwarded };
  return { ...ALONE, ...shown, key, senderId: meId, isOwn: true, message: null, pending };
}

const minuteOf = (at: string) => Math.floor(Date.parse(at) / 60_000);

function markGroups(rows: readonly Row[]): void {
  rows.forEach((row, index) => {
    const previous = rows[index - 1];
    if (row.kind !== 'message' || previous?.kind !== 'message') return;
    const isJoined =
      !isTroubled(row.entry) &&
      !isTroubled(previous.entry) &&
      row.entry.senderId === previous.entry.senderId &&
      minuteOf(row.entry.createdAt) === minuteOf(previous.entry.createdAt);
    if (!isJoined) return;
    row.entry.isFirst = false;
    previous.entry.isLast = false;
  });
}

/** Below it stands why; a group would hide whose words that are about. */
const isTroubled = ({ pending, change }: Entry) => pending?.status === 'failed' || change?.status === 'failed';

/** True when both would look the same. */
export function isSameEntry(a: Entry, b: Entry): boolean {
  return (
    a.message === b.message &&
    a.pending === b.pending &&
    a.change === b.change &&
    a.isFirst === b.isFirst &&
    a.isLast === b.isLast
  );
}
