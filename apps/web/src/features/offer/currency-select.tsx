'use client';

import { ChevronDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useId, useMemo } from 'react';
import { cx } from '@/ui/cx';
import { fieldBox } from '@/ui/text-field';

/** What people here mostly pay with, before all the others. */
const FIRST = ['DZD', 'EUR', 'USD', 'MAD', 'TND'];

interface CurrencySelectProps {
  value: string;
  onChange: (currency: string) => void;
}

/** Every currency that this browser can write, by code and name. */
export function CurrencySelect({ value, onChange }: CurrencySelectProps) {
  const t = useTranslations('offer');
  const locale = useLocale();
  const id = useId();
  const options = useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'currency' });
    const codes = [...new Set([value, ...FIRST, ...Intl.supportedValuesOf('currency')])];
    return codes.map((code) => ({ code, name: `${code} · ${names.of(code)}` }));
  }, [locale, value]);
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-sm font-name">
        {t('currency')}
      </label>
      <span className={cx(fieldBox, 'relative min-h-11')}>
        <span aria-hidden className="ps-3 pe-8">
          {value}
        </span>
        <ChevronDown aria-hidden className="absolute end-2.5 size-4 text-soft" />
        {/* Its list has names and codes; closed, the code alone has room. */}
        <select
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="absolute inset-0 cursor-pointer opacity-0"
        >
          {options.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
