import { buildMessage } from '@/testing/build';
import { EDGE_PX, estimatePx, offsetsOf, spanBetween } from './row-heights';
import { buildTimeline, type Row } from './timeline';

const rowsOf = (count: number): Row[] => {
  const items = Array.from({ length: count }, (_, index) => buildMessage(index + 1));
  return buildTimeline({ items, pending: [], changes: [], firstUnreadSeq: null, meId: 'amel', timeZone: 'UTC' }).rows;
};

describe('the heights of rows', () => {
  it('go by what was measured, and by a guess from the text elsewhere', () => {
    const rows = rowsOf(2);
    const [first, second] = rows;
    if (!first || !second) throw new Error('Two rows were built');
    const offsets = offsetsOf(rows, new Map([[first.key, 100.25]]));
    expect(offsets).toEqual([EDGE_PX, EDGE_PX + 100.25, EDGE_PX + 100.25 + estimatePx(second)]);
  });

  it('guess more for a longer text', () => {
    const items = [buildMessage(1, { text: 'short' }), buildMessage(2, { text: 'long '.repeat(200) })];
    const { rows } = buildTimeline({
      items,
      pending: [],
      changes: [],
      firstUnreadSeq: null,
      meId: 'amel',
      timeZone: 'UTC',
    });
    const [short, long] = rows.map(estimatePx);
    expect(long).toBeGreaterThan(4 * (short ?? 0));
  });

  it('tell which rows lie in a part of the history', () => {
    const offsets = [72, 100, 150, 200, 300];
    expect(spanBetween(offsets, 120, 180)).toEqual({ from: 1, to: 3 });
    expect(spanBetween(offsets, -500, 80)).toEqual({ from: 0, to: 1 });
    expect(spanBetween(offsets, 250, 9_000)).toEqual({ from: 3, to: 4 });
    expect(spanBetween(offsets, 9_000, 9_500)).toEqual({ from: 3, to: 4 });
  });
});
