import type { KeyboardEvent } from 'react';

/**
 * The arrows walk over the buttons of a grid, sideways by the direction of the page; up and down only where there are
 * several rows. Of a grid only one button is a stop of Tab, so the focus itself tells where one is.
 */
export function walkGrid(event: KeyboardEvent<HTMLElement>, columns?: number): void {
  const grid = event.currentTarget;
  const buttons = [...grid.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const to = at < 0 ? undefined : targetOf(event.key, at, buttons.length, columns, getComputedStyle(grid).direction);
  if (to === undefined) return;
  buttons[to]?.focus();
  event.preventDefault();
  event.stopPropagation();
}

function targetOf(key: string, at: number, count: number, columns: number | undefined, direction: string) {
  const forth = direction === 'rtl' ? -1 : 1;
  const steps: Partial<Record<string, number>> = {
    ArrowRight: forth,
    ArrowLeft: -forth,
    ...(columns && { ArrowDown: columns, ArrowUp: -columns }),
  };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return undefined;
  const to = at + step;
  return to >= 0 && to < count ? to : at;
}
