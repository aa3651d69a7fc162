'use client';

import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';

interface ChipGroupProps<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { id: T; text: ReactNode }[];
}

/** One of a few filters; exactly one is on. */
export function ChipGroup<T extends string>({ label, value, onChange, options }: ChipGroupProps<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const picked = options.find((option) => keys.has(option.id));
        if (picked) onChange(picked.id);
      }}
      className="flex gap-1 overflow-x-auto p-0.5 -m-0.5 [scrollbar-width:none]"
    >
      {options.map((option) => (
        <ToggleButton
          key={option.id}
          id={option.id}
          className="edge ease inline-flex min-h-7.5 items-center gap-1.5 rounded-full px-2.5 text-sm font-medium whitespace-nowrap text-soft transition-colors touch:min-h-9 hover:bg-hover data-selected:bg-accent-soft data-selected:text-accent-text"
        >
          {option.text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
