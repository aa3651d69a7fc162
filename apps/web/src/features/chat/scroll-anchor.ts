/** Within so many pixels the reader counts as being at the end, and new messages are followed. */
export const END_PX = 80;
/** Room over a row that is brought to the top. */
const START_GAP_PX = 8;

/**
 * What must not move: the end of the history, or the lower edge of a row at its distance from the top of the view.
 * The lower edge, as a row may lose room at its top when an older message joins its group.
 */
export type Anchor =
  | { kind: 'end' }
  | { kind: 'row'; key: string; bottom: number }
  /** Where a row is to be brought; an anchor of the kind above once it is there. */
  | { kind: 'goal'; key: string; align: 'start' | 'center' };

export const isAtEnd = (element: HTMLElement) =>
  element.scrollHeight - element.scrollTop - element.clientHeight <= END_PX;

export function findRow(element: HTMLElement, key: string): HTMLElement | null {
  return element.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
}

/** The first row in view; null when none of the rendered ones is. */
export function readAnchor(element: HTMLElement): Anchor | null {
  const { top, bottom } = element.getBoundingClientRect();
  const rows = element.querySelectorAll<HTMLElement>('[data-row]');
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle;
    else low = middle + 1;
  }
  const row = rows[low];
  const box = row?.getBoundingClientRect();
  if (!row || !box || box.bottom <= top || box.top >= bottom) return null;
  return { kind: 'row', key: row.dataset.row ?? '', bottom: box.bottom - top };
}

/**
 * The anchor of a view that was scrolled from `fromTop`, before the page is told of it: by a script, a screen reader,
 * the browser's search, or before the page came awake. A browser that only cuts the end off takes nobody along.
 */
export function moveAlong(element: HTMLElement, anchor: Anchor, fromTop: number): Anchor {
  const moved = element.scrollTop - fromTop;
  const isCut = moved < 0 && element.scrollHeight - element.scrollTop - element.clientHeight < 1;
  if (Math.abs(moved) < 1 || isCut || anchor.kind === 'goal') return anchor;
  if (anchor.kind === 'row') return { ...anchor, bottom: anchor.bottom - moved };
  return readAnchor(element) ?? anchor;
}

/** Scrolls so that the anchor is where it was, or where it is to be; answers where it is then, as an edge may be nearer. */
export function restoreAnchor(element: HTMLElement, anchor: Anchor): Anchor {
  if (anchor.kind === 'end') {
    element.scrollTop = element.scrollHeight;
    return anchor;
  }
  const row = findRow(element, anchor.key);
  if (!row) return anchor;
  const missing = distanceTo(element, row, anchor);
  // A write ends a touch's momentum in some browsers: only for what can be seen.
  if (Math.abs(missing) >= 0.5) element.scrollTop += missing;
  // Read again only then: the fractions of a pixel that are left each time would add up.
  const isThere = anchor.kind === 'row' && Math.abs(distanceTo(element, row, anchor)) < 1;
  return isThere ? anchor : (readAnchor(element) ?? anchor);
}

function distanceTo(element: HTMLElement, row: HTMLElement, anchor: Exclude<Anchor, { kind: 'end' }>): number {
  const view = element.getBoundingClientRect();
  const box = row.getBoundingClientRect();
  if (anchor.kind === 'row') return box.bottom - view.top - anchor.bottom;
  return box.top - view.top - (anchor.align === 'start' ? START_GAP_PX : Math.max(0, (view.height - box.height) / 2));
}
