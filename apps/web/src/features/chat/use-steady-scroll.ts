'use client';

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { END_PX } from './use-tail';

/** What must not move: the end of the history, or a row at its distance from the top of the view. */
type Anchor = { kind: 'end' } | { kind: 'row'; key: string; offset: number };

interface SteadyInput {
  scroller: RefObject<HTMLElement | null>;
  /** Off while the virtualizer holds the position itself. */
  isOn: boolean;
  /** The history reaches its end, so that new messages at the bottom are followed. */
  isFollowing: boolean;
  /** Changes whenever rows were added, removed or replaced. */
  rows: unknown;
}

/**
 * Keeps what the reader looks at where it is while rows come above, below, or change their height.
 * Our own, as Safari has no scroll anchoring.
 */
export function useSteadyScroll({ scroller, isOn, isFollowing, rows }: SteadyInput): void {
  const anchor = useRef<Anchor>({ kind: 'end' });

  // Runs for every change of the rows.
  useLayoutEffect(() => {
    if (isOn && scroller.current) restore(scroller.current, anchor.current);
  }, [scroller, isOn, rows]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !isOn) return;
    const remember = () => {
      anchor.current = readAnchor(element, isFollowing);
    };
    remember();
    element.addEventListener('scroll', remember, { passive: true });
    const observer =
      typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => restore(element, anchor.current));
    observer?.observe(element);
    if (element.firstElementChild) observer?.observe(element.firstElementChild);
    return () => {
      element.removeEventListener('scroll', remember);
      observer?.disconnect();
    };
  }, [scroller, isOn, isFollowing]);
}

function readAnchor(element: HTMLElement, isFollowing: boolean): Anchor {
  const below = element.scrollHeight - element.scrollTop - element.clientHeight;
  if (isFollowing && below <= END_PX) return { kind: 'end' };
  const top = element.getBoundingClientRect().top;
  const rows = element.querySelectorAll<HTMLElement>('[data-row]');
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle;
    else low = middle + 1;
  }
  const row = rows[low];
  return row
    ? { kind: 'row', key: row.dataset.row ?? '', offset: row.getBoundingClientRect().top - top }
    : { kind: 'end' };
}

function restore(element: HTMLElement, anchor: Anchor): void {
  if (anchor.kind === 'end') {
    element.scrollTop = element.scrollHeight;
    return;
  }
  const row = element.querySelector<HTMLElement>(`[data-row="${CSS.escape(anchor.key)}"]`);
  if (!row) return;
  const moved = row.getBoundingClientRect().top - element.getBoundingClientRect().top - anchor.offset;
  if (Math.abs(moved) >= 0.5) element.scrollTop += moved;
}
