'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { EDGE_PX, offsetsOf, type Span, spanBetween } from './row-heights';
import { type Anchor, findRow, isAtEnd, moveAlong, readAnchor, restoreAnchor } from './scroll-anchor';
import type { Row } from './timeline';

/** Up to here every row is in the page, so that find-in-page and readers have them all. */
const RENDER_ALL_UP_TO = 200;
/** Rows so far out of view are rendered beyond that, so that a flick shows no gap. */
const OVERSCAN_PX = 1_000;
/** Until the view is measured. */
const VIEW_PX = 900;

export interface HistoryWindow {
  /** Indexes of the rows in the page. */
  rendered: readonly number[];
  /** Pixels of rows left out before and after them. */
  before: number;
  after: number;
  scrollToIndex: (index: number, align: 'start' | 'center') => void;
  scrollToEnd: () => void;
  /** The reader is at a row, not at the end or on the way to a goal. */
  isAtRow: () => boolean;
}

interface WindowInput {
  rows: readonly Row[];
  scroller: RefObject<HTMLElement | null>;
  /** The history reaches its end, so that new messages at the bottom are followed. */
  isFollowing: boolean;
}

/** Keys of the first and the last rendered row: rows that come above or below leave them what they are. */
interface Edges {
  first: string;
  last: string;
}

/**
 * Which rows are rendered, and where they stay: rows in normal flow, with the height of the missing ones as padding.
 * What the reader looks at is held by its place on the screen, before every paint. Guessed heights are thus never seen:
 * they only move the scroll bar. Our own, as Safari has no scroll anchoring.
 */
export function useHistoryWindow({ rows, scroller, isFollowing }: WindowInput): HistoryWindow {
  const anchor = useRef<Anchor>({ kind: 'end' });
  /** Where the view was scrolled to as far as it is known here. */
  const top = useRef<number | null>(null);
  const heights = useRef(new Map<string, number>());
  const [edges, setEdges] = useState<Edges | null>(null);
  const indexes = useMemo(() => new Map(rows.map((row, index) => [row.key, index])), [rows]);
  const isWhole = rows.length <= RENDER_ALL_UP_TO;

  const edgesOf = ({ from, to }: Span): Edges => ({ first: rows[from]?.key ?? '', last: rows[to - 1]?.key ?? '' });

  /** The rows around what is held in view. */
  const spanAtAnchor = (held: Anchor): Span => {
    const offsets = offsetsOf(rows, heights.current);
    const height = scroller.current?.clientHeight || VIEW_PX;
    const index = held.kind === 'end' ? undefined : indexes.get(held.key);
    const end = offsets.at(-1) ?? 0;
    if (index === undefined) return spanBetween(offsets, end - height - OVERSCAN_PX, end);
    const top = held.kind === 'row' ? (offsets[index + 1] ?? end) - held.bottom : (offsets[index] ?? 0) - height / 2;
    return spanBetween(offsets, top - OVERSCAN_PX, top + height + OVERSCAN_PX);
  };

  const spanOfEdges = (): Span => {
    const from = edges ? indexes.get(edges.first) : undefined;
    const last = edges ? indexes.get(edges.last) : undefined;
    const held = anchor.current;
    const isHeldIn = held.kind === 'end' ? last === rows.length - 1 : true;
    if (from === undefined || last === undefined || last < from || !isHeldIn) return spanAtAnchor(held);
    return { from, to: last + 1 };
  };

  const span = isWhole ? { from: 0, to: rows.length } : spanOfEdges();
  const latest = useRef({ span, edgesOf, spanAtAnchor, rows, isWhole });
  latest.current = { span, edgesOf, spanAtAnchor, rows, isWhole };

  const hold = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    for (const row of element.querySelectorAll<HTMLElement>('[data-row]')) {
      heights.current.set(row.dataset.row ?? '', row.getBoundingClientRect().height);
    }
    const knownTop = top.current ?? startOf(element);
    anchor.current = restoreAnchor(element, moveAlong(element, anchor.current, knownTop));
    top.current = element.scrollTop;
  }, [scroller]);

  const { before, after } = paddingOf(rows, heights.current, span);
  // Before the paint, after every change of what is rendered.
  useLayoutEffect(hold, [hold, rows, span.from, span.to, before, after]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const follow = () => {
      const { isWhole, rows, span } = latest.current;
      top.current = element.scrollTop;
      anchor.current = isFollowing && isAtEnd(element) ? { kind: 'end' } : (readAnchor(element) ?? anchor.current);
      if (isWhole) return;
      const offsets = offsetsOf(rows, heights.current);
      const from = top.current;
      const to = from + element.clientHeight;
      const near = spanBetween(offsets, from - OVERSCAN_PX / 2, to + OVERSCAN_PX / 2);
      if (near.from >= span.from && near.to <= span.to) return;
      if (!readAnchor(element)) anchor.current = anchorAt(rows, offsets, from);
      // In this very frame, so that a fast scroll shows no empty ground.
      flushSync(() => setEdges(latest.current.edgesOf(spanBetween(offsets, from - OVERSCAN_PX, to + OVERSCAN_PX))));
    };
    element.addEventListener('scroll', follow, { passive: true });
    let width = element.clientWidth;
    const observer =
      typeof ResizeObserver === 'undefined'
        ? null
        : new ResizeObserver(() => {
            // Texts break elsewhere now: what was measured of the rows left out holds no more.
            if (element.clientWidth !== width) heights.current.clear();
            width = element.clientWidth;
            hold();
          });
    observer?.observe(element);
    if (element.firstElementChild) observer?.observe(element.firstElementChild);
    return () => {
      element.removeEventListener('scroll', follow);
      observer?.disconnect();
    };
  }, [scroller, isFollowing, hold]);

  const bring = useCallback(
    (next: Anchor) => {
      const element = scroller.current;
      anchor.current = next;
      if (element) top.current = element.scrollTop;
      const { isWhole, rows, span, edgesOf, spanAtAnchor } = latest.current;
      const isThere =
        element !== null && (next.kind === 'end' ? span.to === rows.length : findRow(element, next.key) !== null);
      if (isWhole || isThere) hold();
      else setEdges(edgesOf(spanAtAnchor(next)));
    },
    [scroller, hold],
  );
  const scrollToIndex = useCallback(
    (index: number, align: 'start' | 'center') => {
      const key = latest.current.rows[index]?.key;
      if (key !== undefined) bring({ kind: 'goal', key, align });
    },
    [bring],
  );
  const scrollToEnd = useCallback(() => bring({ kind: 'end' }), [bring]);

  const isAtRow = useCallback(() => anchor.current.kind === 'row', []);

  const { from, to } = span;
  return {
    // The same rows at the same places are the same to their observers
    rendered: useMemo(() => Array.from({ length: to - from }, (_, index) => from + index), [from, to, rows]),
    before,
    after,
    scrollToIndex,
    scrollToEnd,
    isAtRow,
  };
}

/** Where a history that came with the page was put by it: see `server/start-at-end.tsx`. */
function startOf(element: HTMLElement): number {
  return (element as { startTop?: number }).startTop ?? element.scrollTop;
}

function paddingOf(rows: readonly Row[], heights: ReadonlyMap<string, number>, { from, to }: Span) {
  if (to - from === rows.length) return { before: EDGE_PX, after: 0 };
  const offsets = offsetsOf(rows, heights);
  const end = offsets.at(-1) ?? 0;
  return { before: offsets[from] ?? EDGE_PX, after: end - (offsets[to] ?? end) };
}

/** The row at a height of the history, for a place where none is rendered yet. */
function anchorAt(rows: readonly Row[], offsets: readonly number[], top: number): Anchor {
  const { from } = spanBetween(offsets, top, top);
  return { kind: 'row', key: rows[from]?.key ?? '', bottom: (offsets[from + 1] ?? 0) - top };
}
