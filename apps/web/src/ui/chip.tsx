'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Press } from './press';

interface ChipGroupProps<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { id: T; text: ReactNode }[];
}

/** One of a few filters; exactly one is on. One stop of Tab; the arrows walk, as choosing would load another list. */
export function ChipGroup<T extends string>({ label, value, onChange, options }: ChipGroupProps<T>) {
  const [walked, setWalked] = useState<T | null>(null);
  const row = useRef<HTMLDivElement>(null);
  // Where there is no room for all of them, the one that is on is in sight.
  useEffect(() => {
    const chip = row.current?.querySelector(`[data-chip="${value}"]`);
    if (row.current && chip) row.current.scrollLeft += overhang(chip, row.current);
  }, [value]);
  return (
    <div
      ref={row}
      role="radiogroup"
      aria-label={label}
      aria-orientation="horizontal"
      className="flex gap-1 overflow-x-auto p-0.5 -m-0.5 [scrollbar-width:none]"
      onKeyDown={walk}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setWalked(null);
      }}
    >
      {options.map(({ id, text }) => (
        <Press
          key={id}
          role="radio"
          data-chip={id}
          aria-checked={id === value}
          tabIndex={id === (walked ?? value) ? 0 : -1}
          onFocus={() => setWalked(id)}
          onPress={() => id !== value && onChange(id)}
          className="edge ease inline-flex min-h-7.5 items-center gap-1.5 rounded-full px-2.5 text-sm font-medium whitespace-nowrap text-soft transition-colors touch:min-h-9 hover:bg-hover aria-checked:bg-accent-soft aria-checked:text-accent-text"
        >
          {text}
        </Press>
      ))}
    </div>
  );
}

/** How far a chip is out of sight: less than nothing on the left, more on the right. */
function overhang(chip: Element, row: Element): number {
  const [is, seen] = [chip.getBoundingClientRect(), row.getBoundingClientRect()];
  return Math.min(0, is.left - seen.left) + Math.max(0, is.right - seen.right);
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const isForth = event.key === 'ArrowRight';
  if (!isForth && event.key !== 'ArrowLeft') return;
  const chips = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')];
  const at = chips.indexOf(event.target as HTMLElement);
  const isMirrored = event.currentTarget.closest<HTMLElement>('[dir]')?.dir === 'rtl';
  chips[at + (isForth === isMirrored ? -1 : 1)]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
