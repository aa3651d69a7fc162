'use client';

import { useTranslations } from 'next-intl';
import { TimeZoneField } from '@/features/broadcast/time-zone-field';
import { usePreferences } from '@/features/preference/preference-provider';
import { SettingsCard } from '@/features/preference/settings-card';
import { Button } from '@/ui/button';
import { DayRow } from './day-row';
import type { BlockDraft, PolicyDraft, PolicyFaults } from './policy-draft';
import { PRESETS, presetBlocks, weekdaysFrom } from './week';

interface WeekCardProps {
  draft: PolicyDraft;
  faults: PolicyFaults;
  onChange: (part: Partial<PolicyDraft>) => void;
}

/** When the desk is open. Any day may be off, and any may have several blocks. */
export function WeekCard({ draft, faults, onChange }: WeekCardProps) {
  const t = useTranslations('sla');
  const { locale } = usePreferences();
  const ofDay = (weekday: number) => draft.blocks.filter((block) => block.weekday === weekday);
  const setDay = (weekday: number, blocks: readonly BlockDraft[]) =>
    onChange({ blocks: [...draft.blocks.filter((block) => block.weekday !== weekday), ...blocks] });
  return (
    <SettingsCard title={t('week')} text={t('weekText')}>
      <TimeZoneField value={draft.timeZone} onChange={(timeZone) => onChange({ timeZone })} />
      <div className="flex flex-wrap gap-2">
        {PRESETS.map((preset) => (
          <Button key={preset} size="sm" onPress={() => onChange({ blocks: presetBlocks(preset) })}>
            {t(`preset.${preset}`)}
          </Button>
        ))}
      </div>
      <ul aria-label={t('week')} className="grid grid-cols-[minmax(0,1fr)] gap-1">
        {weekdaysFrom(locale).map((weekday) => (
          <DayRow
            key={weekday}
            weekday={weekday}
            blocks={ofDay(weekday)}
            fault={faults.days[weekday]}
            onChange={(blocks) => setDay(weekday, blocks)}
          />
        ))}
      </ul>
      {faults.isNeverOpen && <p className="text-sm text-danger">{t('fault.neverOpen')}</p>}
    </SettingsCard>
  );
}
