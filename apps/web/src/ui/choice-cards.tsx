'use client';

import { CircleAlert, type LucideIcon } from 'lucide-react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';

interface ChoiceCardsProps<T extends string> {
  label: string;
  value: T | null;
  onChange: (value: T) => void;
  error?: string;
  options: readonly { id: T; icon: LucideIcon; text: string; hint?: string }[];
}

/** One of a few, each with a word about what it is for. */
export function ChoiceCards<T extends string>({ label, value, onChange, error, options }: ChoiceCardsProps<T>) {
  return (
    <RadioGroup
      value={value}
      isInvalid={error ? true : undefined}
      onChange={(id) => {
        const picked = options.find((option) => option.id === id);
        if (picked) onChange(picked.id);
      }}
      className="grid gap-1.5"
    >
      <Label className="text-sm font-name">{label}</Label>
      <span className="grid grid-cols-2 gap-2 max-[22rem]:grid-cols-1">
        {options.map(({ id, icon: Icon, text, hint }) => (
          <Radio
            key={id}
            value={id}
            className="ease flex cursor-pointer items-start gap-2.5 rounded-md border border-control bg-surface p-3 transition-colors hover:bg-hover data-selected:border-accent data-selected:bg-accent-soft data-selected:shadow-[inset_0_0_0_1px_var(--accent)] data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-focus data-invalid:border-danger max-tablet:flex-col max-tablet:gap-1.5"
          >
            {({ isSelected }) => (
              <>
                <Icon
                  aria-hidden
                  strokeWidth={1.75}
                  className={isSelected ? 'size-5 flex-none text-accent-text' : 'size-5 flex-none text-soft'}
                />
                <span className="min-w-0">
                  <span dir="auto" className="block font-name wrap-anywhere">
                    {text}
                  </span>
                  {hint && <span className="block text-xs text-soft">{hint}</span>}
                </span>
              </>
            )}
          </Radio>
        ))}
      </span>
      <FieldError className="flex items-center gap-1.5 text-xs text-danger">
        <CircleAlert aria-hidden className="size-3.5 flex-none" />
        {error}
      </FieldError>
    </RadioGroup>
  );
}
