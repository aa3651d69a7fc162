'use client';

import { Star } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { cx } from '@/ui/cx';
import { SCORES } from './stars';

/** One to five stars. Readers hear a choice of five; the arrows walk over them. */
export function ScoreField({ value, onChange }: { value: number | null; onChange: (score: number) => void }) {
  const t = useTranslations('support.rate');
  return (
    <RadioGroup
      orientation="horizontal"
      value={value === null ? null : `${value}`}
      onChange={(next) => onChange(Number(next))}
      className="flex flex-wrap items-center gap-x-4 gap-y-1"
    >
      <Label className="text-sm font-name">{t('title')}</Label>
      <span className="flex">
        {SCORES.map((score) => (
          <Radio
            key={score}
            value={`${score}`}
            aria-label={t('score', { score: `${score}` })}
            className="hit grid cursor-pointer place-items-center rounded-sm data-focus-visible:outline-2 data-focus-visible:outline-focus"
          >
            <Star
              aria-hidden
              className={cx('size-6', value !== null && score <= value ? 'fill-current text-away' : 'text-control')}
            />
          </Radio>
        ))}
      </span>
    </RadioGroup>
  );
}
