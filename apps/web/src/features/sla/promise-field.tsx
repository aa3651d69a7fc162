'use client';

import type { SlaTarget } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { TextField } from '@/ui/text-field';
import { type PromiseDraft, UNITS, type Unit } from './policy-draft';

interface PromiseFieldProps {
  target: SlaTarget;
  value: PromiseDraft;
  isWrong: boolean;
  onChange: (value: PromiseDraft) => void;
}

/** How much open time something may take. */
export function PromiseField({ target, value, isWrong, onChange }: PromiseFieldProps) {
  const t = useTranslations();
  const name = t(`desk.sla.target.${target}`);
  return (
    <TextField
      label={name}
      hint={value.amount.trim() === '' ? t('sla.nothing') : undefined}
      error={isWrong ? t('sla.fault.promise') : undefined}
      inputMode="numeric"
      maxLength={6}
      value={value.amount}
      onChange={(amount) => onChange({ ...value, amount })}
      end={
        <select
          aria-label={t('sla.unitOf', { name })}
          value={value.unit}
          onChange={({ target: { value: unit } }) => onChange({ ...value, unit: unit as Unit })}
          className="min-h-9 cursor-pointer rounded-sm bg-transparent px-1 text-sm text-soft [&>option]:bg-surface"
        >
          {(Object.keys(UNITS) as Unit[]).map((unit) => (
            <option key={unit} value={unit}>
              {t(`sla.unit.${unit}`)}
            </option>
          ))}
        </select>
      }
    />
  );
}
