'use client';

import { Check } from 'lucide-react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';

interface MultiChoiceProps<T extends string> {
  label: string;
  value: readonly T[];
  onChange: (value: T[]) => void;
  options: readonly { id: T; text: string; lang?: string }[];
}

/** Any number of a few; none chosen asks for nothing. */
export function MultiChoice<T extends string>({ label, value, onChange, options }: MultiChoiceProps<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="multiple"
      selectedKeys={value}
      onSelectionChange={(keys) => onChange(options.filter(({ id }) => keys.has(id)).map(({ id }) => id))}
      className="flex flex-wrap gap-1.5"
    >
      {options.map(({ id, text, lang }) => (
        <ToggleButton
          key={id}
          id={id}
          className="edge ease group inline-flex min-h-8 items-center gap-1.5 rounded-full border border-control px-3 text-sm font-medium text-soft transition-colors touch:min-h-11 hover:bg-hover data-selected:border-accent data-selected:bg-accent-soft data-selected:text-accent-text"
        >
          <Check aria-hidden className="hidden size-3.5 group-data-selected:block" />
          <span lang={lang}>{text}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
