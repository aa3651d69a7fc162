import type { Note } from './checker';
import { type Evidence, entriesOf, groupBy, type StoredMessage } from './evidence';
import type { ShownMessage } from './log';

/** I4 */
export function checkLists(evidence: Evidence, note: Note): void {
  const rows = groupBy(evidence.messages, ({ chatId }) => chatId);
  for (const { tab, chatId, isWhole, isAtEnd, items } of entriesOf(evidence, 'list')) {
    const stored = [...(rows.get(chatId) ?? [])].sort((a, b) => a.seq - b.seq);
    const first = items[0]?.seq ?? 1;
    const last = isAtEnd ? Number.POSITIVE_INFINITY : (items.at(-1)?.seq ?? 0);
    const wanted = stored.filter(({ seq }) => (isWhole || seq >= first) && seq <= last);
    note('I4', difference(tab, chatId, wanted, items));
  }
}

function difference(tab: string, chatId: string, wanted: StoredMessage[], items: ShownMessage[]): string | null {
  if (wanted.length !== items.length) return `${tab} in ${chatId} shows ${items.length} of ${wanted.length} messages`;
  const at = wanted.findIndex((message, index) => !isSame(message, items[index]));
  if (at < 0) return null;
  const [stored, shown] = [wanted[at], items[at]];
  return `${tab} in ${chatId} shows "${shown?.text}" (#${shown?.seq} rev ${shown?.rev}) for "${stored?.text}" (#${stored?.seq} rev ${stored?.rev})`;
}

function isSame(stored: StoredMessage, shown: ShownMessage | undefined): boolean {
  if (!shown) return false;
  const keys = ['id', 'seq', 'rev', 'senderId', 'clientMsgId', 'isDeleted'] as const;
  return keys.every((key) => stored[key] === shown[key]) && (stored.isDeleted || stored.text === shown.text);
}

/** I6: what had its last change at or before a screen's cursor is on that screen in that state, or above its first message. */
export function checkCursors(evidence: Evidence, note: Note): void {
  const byChat = groupBy(evidence.messages, ({ chatId }) => chatId);
  for (const { tab, chatId, rev, items } of entriesOf(evidence, 'screen')) {
    const shown = new Map(items.map(([seq, shownRev]) => [seq, shownRev]));
    const first = items[0]?.[0] ?? 1;
    const last = items.at(-1)?.[0] ?? 0;
    const settled = (byChat.get(chatId) ?? []).filter((each) => each.rev <= rev && each.seq >= first);
    // Of a window that ends above the head, only what is inside counts.
    const missed = settled.find((each) => each.seq <= last && shown.get(each.seq) !== each.rev);
    note('I6', missed && `${tab} in ${chatId} is at rev ${rev} and misses rev ${missed.rev} (#${missed.seq})`);
  }
}

/** I9 */
export function checkScreens(evidence: Evidence, note: Note): void {
  for (const { tab, chatId, items, pending } of entriesOf(evidence, 'screen')) {
    const seqs = items.map(([seq]) => seq);
    const isAscending = seqs.every((seq, index) => index === 0 || seq > (seqs[index - 1] ?? 0));
    const ids = [...items.map(([, , clientMsgId]) => clientMsgId), ...pending];
    const isTwice = new Set(ids).size < ids.length;
    const fault = isTwice ? 'a message twice' : isAscending ? null : 'messages out of order';
    note('I9', fault && `${tab} in ${chatId} shows ${fault}`);
  }
}
