'use client';

import { ChevronDown, CircleAlert } from 'lucide-react';
import { useId } from 'react';
import { cx } from './cx';
import { fieldBox } from './text-field';

interface SelectFieldProps<T extends string> {
  label: string;
  /** Null: the choice called `anyText`. */
  value: T | null;
  onChange: (value: T | null) => void;
  /** Absent where something must be chosen. */
  anyText?: string;
  options: readonly { id: T; text: string }[];
  isDisabled?: boolean;
  error?: string;
}

/** One of a few, in the browser's own list: known on every device and to every reader. */
export function SelectField<T extends string>({
  label,
  value,
  onChange,
  anyText,
  options,
  isDisabled,
  error,
}: SelectFieldProps<T>) {
  const id = useId();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-1.5">
      <label htmlFor={id} className="text-sm font-name">
        {label}
      </label>
      <span className={cx(fieldBox, 'relative min-h-10 touch:min-h-11')}>
        <select
          id={id}
          value={value ?? ''}
          disabled={isDisabled}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={({ target }) => onChange(options.find((option) => option.id === target.value)?.id ?? null)}
          className="min-w-0 flex-1 cursor-pointer appearance-none self-stretch bg-transparent ps-3 pe-9 text-ellipsis outline-none disabled:text-quiet [&>option]:bg-surface"
        >
          {anyText !== undefined && <option value="">{anyText}</option>}
          {options.map(({ id, text }) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute end-2.5 size-4 text-soft" />
      </span>
      {error && (
        <span id={`${id}-error`} className="flex items-center gap-1.5 text-xs text-danger">
          <CircleAlert aria-hidden className="size-3.5 flex-none" />
          {error}
        </span>
      )}
    </div>
  );
}
