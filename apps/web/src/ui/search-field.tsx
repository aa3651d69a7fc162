'use client';

import { Search, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
} from 'react-aria-components/SearchField';
import { cx } from './cx';

interface SearchFieldProps extends Omit<AriaSearchFieldProps, 'className' | 'style' | 'children'> {
  label: string;
  clearLabel: string;
  placeholder?: string;
  /** Shown at the end while the field is empty, such as a key hint. */
  end?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
}

/** Esc or the button clears it. */
export function SearchField({ label, clearLabel, placeholder, end, inputRef, ...props }: SearchFieldProps) {
  return (
    <AriaSearchField
      {...props}
      aria-label={label}
      className={cx(
        'group flex min-h-10 items-center gap-2 rounded-sm border border-line bg-sunken ps-3 pe-1 text-quiet',
        'focus-within:border-transparent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus',
      )}
    >
      <Search aria-hidden className="size-4 flex-none" />
      <Input
        ref={inputRef}
        placeholder={placeholder ?? label}
        className="min-w-0 flex-1 self-stretch bg-transparent text-ellipsis text-ink outline-none"
      />
      <span className="hidden pe-2 group-data-empty:block">{end}</span>
      <Button
        aria-label={clearLabel}
        className="grid size-8 place-items-center rounded-xs group-data-empty:hidden hover:bg-hover"
      >
        <X aria-hidden className="size-4" />
      </Button>
    </AriaSearchField>
  );
}
