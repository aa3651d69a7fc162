'use client';

import { X } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { SettingsCard } from '@/features/preference/settings-card';
import { Button } from '@/ui/button';
import { Press } from '@/ui/press';
import { fieldBox } from '@/ui/text-field';

interface HolidaysCardProps {
  /** YYYY-MM-DD. */
  holidays: readonly string[];
  onChange: (holidays: string[]) => void;
}

/** Days on which the desk is closed whatever the week says. */
export function HolidaysCard({ holidays, onChange }: HolidaysCardProps) {
  const t = useTranslations('sla');
  const format = useFormatter();
  const [day, setDay] = useState('');
  const nameOf = (date: string) =>
    format.dateTime(new Date(`${date}T12:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <SettingsCard title={t('holidays')} text={t('holidaysText')}>
      {holidays.length > 0 && (
        <ul aria-label={t('holidays')} className="flex flex-wrap gap-2">
          {holidays.map((date) => (
            <li key={date} className="edge inline-flex min-h-8 items-center gap-1 rounded-sm bg-hover ps-2.5 text-sm">
              <time dateTime={date}>{nameOf(date)}</time>
              <Press
                aria-label={t('removeHoliday', { day: nameOf(date) })}
                onPress={() => onChange(holidays.filter((other) => other !== date))}
                className="grid size-8 place-items-center rounded-sm text-soft hover:text-ink"
              >
                <X aria-hidden className="size-4" />
              </Press>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-end gap-2">
        <label className="grid gap-1.5 text-sm font-name">
          {t('holiday')}
          <span className={`${fieldBox} min-h-10 px-3 touch:min-h-11`}>
            <input
              type="date"
              value={day}
              onChange={({ target }) => setDay(target.value)}
              className="bg-transparent tabular-nums outline-none"
            />
          </span>
        </label>
        <Button
          isDisabled={day === ''}
          onPress={() => {
            onChange([...new Set([...holidays, day])].sort());
            setDay('');
          }}
        >
          {t('addHoliday')}
        </Button>
      </div>
    </SettingsCard>
  );
}
