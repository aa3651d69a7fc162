'use client';

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useMemo } from 'react';
import type { Row } from './timeline';
import { END_PX } from './use-tail';

/** Up to here every row is in the page, so that find-in-page and readers have them all. */
const RENDER_ALL_UP_TO = 200;
const ESTIMATE_PX = { day: 34, new: 34, system: 32, message: 48 } as const;

export interface HistoryWindow {
  /** Indexes of the rows in the page. */
  rendered: readonly number[];
  /** Pixels of rows left out before and after them. */
  before: number;
  after: number;
  measure: (element: Element | null) => void;
  scrollToIndex: (index: number, align: 'start' | 'center' | 'auto') => void;
  scrollToEnd: () => void;
}

/**
 * Which rows are rendered, and where they stay: rows in normal flow, with the height of the missing ones as padding.
 * Anchoring is the virtualizer's own (keys at the end), as Safari has none and drops writes while it rubber-bands.
 */
export function useHistoryWindow(rows: readonly Row[], scroller: RefObject<HTMLElement | null>): HistoryWindow {
  const isWhole = rows.length <= RENDER_ALL_UP_TO;
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ESTIMATE_PX[rows[index]?.kind ?? 'message'],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 10,
    paddingStart: EDGE_PX,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_PX,
    rangeExtractor: (range: Range) => (isWhole ? allOf(range.count) : defaultRangeExtractor(range)),
  });

  const items = virtualizer.getVirtualItems();
  const rendered = isWhole ? allOf(rows.length) : items.map((item) => item.index);
  const first = items[0];
  const last = items.at(-1);
  const scrollToIndex = useCallback(
    (index: number, align: 'start' | 'center' | 'auto') => virtualizer.scrollToIndex(index, { align }),
    [virtualizer],
  );
  const scrollToEnd = useCallback(() => virtualizer.scrollToEnd(), [virtualizer]);
  const key = rendered.join();
  return {
    // The same indexes are the same rows to their observers
    rendered: useMemo(() => rendered, [key, rows]),
    before: isWhole || !first ? EDGE_PX : first.start,
    after: isWhole || !last ? 0 : virtualizer.getTotalSize() - last.end,
    measure: virtualizer.measureElement,
    scrollToIndex,
    scrollToEnd,
  };
}

/** Room above the first row, for the start of the chat or the sign that older messages load. */
export const EDGE_PX = 48;

const allOf = (count: number) => Array.from({ length: count }, (_, index) => index);
