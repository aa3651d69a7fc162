'use client';

import { Search, X } from 'lucide-react';
import { type ComponentProps, type ReactNode, type Ref, useRef } from 'react';
import { cx } from './cx';
import { Press } from './press';

interface SearchFieldProps extends Omit<ComponentProps<'input'>, 'className' | 'style' | 'type' | 'onChange'> {
  label: string;
  clearLabel: string;
  value: string;
  onChange: (value: string) => void;
  /** Shown at the end while the field is empty, such as a key hint. */
  end?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
}

/** Esc or the button clears it. */
export function SearchField({
  label,
  clearLabel,
  value,
  onChange,
  placeholder,
  end,
  inputRef,
  ...props
}: SearchFieldProps) {
  const field = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={field}
      className={cx(
        'flex min-h-10 items-center gap-2 rounded-sm border border-line bg-sunken ps-3 pe-1 text-quiet',
        'focus-within:border-transparent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus',
      )}
    >
      <Search aria-hidden className="size-4 flex-none" />
      <input
        {...props}
        ref={inputRef}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !value) return;
          onChange('');
          // Of an empty field Esc is its surroundings', such as a dialog's.
          event.preventDefault();
          event.stopPropagation();
        }}
        className="min-w-0 flex-1 self-stretch bg-transparent text-ellipsis text-ink outline-none"
      />
      {value ? (
        <Press
          aria-label={clearLabel}
          // Esc does the same for the keyboard
          tabIndex={-1}
          preventFocusOnPress
          onPress={() => {
            onChange('');
            field.current?.querySelector('input')?.focus();
          }}
          className="grid size-8 place-items-center rounded-xs hover:bg-hover"
        >
          <X aria-hidden className="size-4" />
        </Press>
      ) : (
        end && <span className="pe-2">{end}</span>
      )}
    </div>
  );
}
