import { heightOf } from './bubble-space';
import type { Row } from './timeline';

/** Room above the first row: for its day, and for the start of the chat or the sign that older messages load. */
export const EDGE_PX = 72;

const REM_PX = 16;
const LINE_PX = 21;
const LINE_CHARACTERS = 60;

/** Rows from `from` up to, not including, `to`. */
export interface Span {
  from: number;
  to: number;
}

/** A first guess at a row's height, until it is measured. */
export function estimatePx(row: Row): number {
  if (row.kind !== 'message') return 34;
  const lines = Math.ceil(Math.max(1, row.entry.text.length) / LINE_CHARACTERS);
  return (row.entry.isFirst ? 28 : 16) + lines * LINE_PX + heightOf(row.entry) * REM_PX;
}

/** Where every row starts, and as the last number where the history ends; in pixels from its top. */
export function offsetsOf(rows: readonly Row[], heights: ReadonlyMap<string, number>): number[] {
  const offsets = [EDGE_PX];
  let at = EDGE_PX;
  for (const row of rows) {
    at += heights.get(row.key) ?? estimatePx(row);
    offsets.push(at);
  }
  return offsets;
}

/** The rows that lie between two heights, at least one. */
export function spanBetween(offsets: readonly number[], top: number, bottom: number): Span {
  const count = offsets.length - 1;
  const from = Math.min(lastAtOrBefore(offsets, top), Math.max(0, count - 1));
  return { from, to: Math.min(count, Math.max(from, lastAtOrBefore(offsets, bottom)) + 1) };
}

/** Index of the last offset that is not below `at`. */
function lastAtOrBefore(offsets: readonly number[], at: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
