'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import { cx } from './cx';

export const fieldBox =
  'flex w-full items-center gap-2 rounded-sm border border-control bg-surface focus-within:border-transparent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus has-aria-invalid:border-danger';

const input = 'min-w-0 flex-1 self-stretch bg-transparent outline-none';

interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  label: string;
  /** Under the field until an error takes its place. */
  hint?: ReactNode;
  error?: string;
  placeholder?: string;
  /** A control inside the field, at its end. */
  end?: ReactNode;
  /** Gives a text area of so many rows. */
  rows?: number;
  dir?: 'auto' | 'ltr' | 'rtl';
  /** Of what is written here, when it is not the page's. */
  lang?: string;
  className?: string;
}

/** A labelled field; the error stands next to its cause and is read with it. */
export function TextField({
  label,
  hint,
  error,
  placeholder,
  end,
  rows,
  dir,
  lang,
  className,
  ...props
}: TextFieldProps) {
  const t = useTranslations('field');
  return (
    <AriaTextField
      {...props}
      isInvalid={error ? true : undefined}
      className={cx('grid grid-cols-[minmax(0,1fr)] gap-1.5', className)}
    >
      <Label className="text-sm font-name">{label}</Label>
      <span className={cx(fieldBox, rows ? 'p-0' : 'min-h-11 ps-3', !rows && (end ? 'pe-1' : 'pe-3'))}>
        {rows ? (
          <TextArea
            rows={rows}
            dir={dir}
            lang={lang}
            placeholder={placeholder}
            className={cx(input, 'resize-y px-3 py-2.5')}
          />
        ) : (
          <Input dir={dir} lang={lang} placeholder={placeholder} className={cx(input, 'text-start')} />
        )}
        {end}
      </span>
      {hint && !error && (
        <Text slot="description" className="text-xs text-quiet">
          {hint}
        </Text>
      )}
      <FieldError className="flex items-center gap-1.5 text-xs text-danger">
        {({ validationDetails }) => (
          <>
            <CircleAlert aria-hidden className="size-3.5 flex-none" />
            {error ?? t(nativeFault(validationDetails))}
          </>
        )}
      </FieldError>
    </AriaTextField>
  );
}

/** The browser's own words come in the browser's language, not in the page's. */
function nativeFault(details: ValidityState): 'required' | 'email' | 'tooShort' | 'invalid' {
  if (details.valueMissing) return 'required';
  if (details.typeMismatch) return 'email';
  if (details.tooShort) return 'tooShort';
  return 'invalid';
}
