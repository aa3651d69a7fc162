'use client';

import type { Range } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useMemo } from 'react';
import type { Row } from './timeline';
import { useSteadyScroll } from './use-steady-scroll';
import { END_PX } from './use-tail';
import { useVirtualizer } from './use-virtualizer';

/** Up to here every row is in the page, so that find-in-page and readers have them all. */
const RENDER_ALL_UP_TO = 200;
/** The virtualizer is loaded a page or two before it is needed: no first page of a history is so long. */
const PREPARE_FROM = 100;
const LINE_PX = 21;
const LINE_CHARACTERS = 60;

/** A first guess at a row's height, until it is measured. */
function estimatePx(row: Row | undefined): number {
  if (row?.kind !== 'message') return 34;
  const lines = Math.ceil(Math.max(1, row.entry.text.length) / LINE_CHARACTERS);
  return (row.entry.isFirst ? 28 : 16) + lines * LINE_PX;
}

export interface HistoryWindow {
  /** Indexes of the rows in the page. */
  rendered: readonly number[];
  /** Pixels of rows left out before and after them. */
  before: number;
  after: number;
  measure?: (element: Element | null) => void;
  scrollToIndex: (index: number, align: 'start' | 'center' | 'auto') => void;
  scrollToEnd: () => void;
}

interface WindowInput {
  rows: readonly Row[];
  scroller: RefObject<HTMLElement | null>;
  /** The history reaches its end, so that new messages at the bottom are followed. */
  isFollowing: boolean;
}

/**
 * Which rows are rendered, and where they stay: rows in normal flow, with the height of the missing ones as padding.
 * While all rows are there `useSteadyScroll` holds the position; beyond that the virtualizer does, by keys.
 */
export function useHistoryWindow({ rows, scroller, isFollowing }: WindowInput): HistoryWindow {
  const isShort = rows.length <= RENDER_ALL_UP_TO;
  const { virtualizer, hasMeasured } = useVirtualizer(rows.length > PREPARE_FROM, ({ defaultRangeExtractor }) => ({
    count: rows.length,
    getScrollElement: () => scroller.current,
    // It may come when the reader has long been scrolling.
    initialOffset: () => scroller.current?.scrollTop ?? 0,
    estimateSize: (index) => estimatePx(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 10,
    // In fractions of a pixel: rounded heights would add up to a visible shift.
    measureElement: (element) => element.getBoundingClientRect().height,
    paddingStart: EDGE_PX,
    anchorTo: isShort ? 'start' : 'end',
    followOnAppend: !isShort && isFollowing,
    scrollEndThreshold: END_PX,
    rangeExtractor: (range: Range) => (isShort ? allOf(range.count) : defaultRangeExtractor(range)),
  }));
  const isWhole = isShort || !hasMeasured;

  if (virtualizer) virtualizer.shouldAdjustScrollPositionOnItemSizeChange = isWhole ? () => false : undefined;
  useSteadyScroll({ scroller, isOn: isWhole, isFollowing, rows });

  const items = virtualizer?.getVirtualItems() ?? [];
  const rendered = isWhole ? allOf(rows.length) : items.map((item) => item.index);
  const first = items[0];
  const last = items.at(-1);
  const scrollToIndex = useCallback(
    (index: number, align: 'start' | 'center' | 'auto') => {
      const row = isWhole ? scroller.current?.querySelectorAll('[data-row]')[index] : undefined;
      if (row) row.scrollIntoView({ block: align === 'auto' ? 'nearest' : align });
      else virtualizer?.scrollToIndex(index, { align });
    },
    [virtualizer, isWhole, scroller],
  );
  const scrollToEnd = useCallback(() => {
    if (isWhole && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
    else virtualizer?.scrollToEnd();
  }, [virtualizer, isWhole, scroller]);
  const key = rendered.join();
  return {
    // The same indexes are the same rows to their observers
    rendered: useMemo(() => rendered, [key, rows]),
    before: isWhole || !first ? EDGE_PX : first.start,
    after: isWhole || !virtualizer || !last ? 0 : virtualizer.getTotalSize() - last.end,
    measure: virtualizer?.measureElement,
    scrollToIndex,
    scrollToEnd,
  };
}

/** Room above the first row: for its day, and for the start of the chat or the sign that older messages load. */
export const EDGE_PX = 72;

const allOf = (count: number) => Array.from({ length: count }, (_, index) => index);
