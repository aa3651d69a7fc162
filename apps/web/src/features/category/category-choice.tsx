'use client';

import { ChipGroup } from '@/ui/chip';
import { SelectField } from '@/ui/select-field';
import type { CategoryOption } from './use-categories';

/** More than these, or longer ones, would have to be scrolled through side by side. */
const CHIPS_MAX = 6;
const LETTERS_MAX = 60;

interface CategoryChoiceProps {
  label: string;
  /** Over chips, too; a list always has it. */
  isTitled?: boolean;
  /** Null: what `anyText` says. */
  value: string | null;
  onChange: (category: string | null) => void;
  anyText: string;
  options: readonly CategoryOption[];
}

/** One category or none in particular: few as chips, many as a list. */
export function CategoryChoice({ label, isTitled, value, onChange, anyText, options }: CategoryChoiceProps) {
  const letters = options.reduce((sum, { text }) => sum + text.length, 0);
  if (options.length > CHIPS_MAX || letters > LETTERS_MAX) {
    return <SelectField label={label} anyText={anyText} value={value} onChange={onChange} options={options} />;
  }
  const chips = (
    <ChipGroup
      label={label}
      value={value ?? ANY}
      onChange={(id) => onChange(id === ANY ? null : id)}
      options={[{ id: ANY, text: anyText }, ...options]}
    />
  );
  if (!isTitled) return chips;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <h2 className="text-sm font-name">{label}</h2>
      {chips}
    </div>
  );
}

/** No category is called so. */
const ANY = '';
