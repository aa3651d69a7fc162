'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo } from 'react';
import { cx } from '@/ui/cx';
import { fieldBox } from '@/ui/text-field';

interface TimeZoneFieldProps {
  value: string;
  onChange: (timeZone: string) => void;
}

/** Whose clocks the times are of. The browser's own list: hundreds of names, found by typing them. */
export function TimeZoneField({ value, onChange }: TimeZoneFieldProps) {
  const t = useTranslations('broadcast.plan');
  const id = useId();
  const zones = useMemo(() => [...new Set([value, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort(), [value]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <label htmlFor={id} className="text-sm font-name">
        {t('timeZone')}
      </label>
      <span className={cx(fieldBox, 'min-h-11 px-3')}>
        <select
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="min-w-0 flex-1 self-stretch bg-transparent outline-none [&>option]:bg-surface"
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
