'use client';

import { DIGESTS, type PreferencesDto, type QuietHoursDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChipGroup } from '@/ui/chip';
import { Switch } from '@/ui/switch';
import { fieldBox } from '@/ui/text-field';
import { SettingsCard } from './settings-card';
import type { Settings } from './use-settings';

interface CardProps {
  preferences: PreferencesDto;
  save: Settings['save'];
}

interface QuietHoursCardProps extends CardProps {
  /** Whose clock the times are on. */
  zoneText: string;
}

export function QuietHoursCard({ preferences: { quietHours }, save, zoneText }: QuietHoursCardProps) {
  const t = useTranslations('settings');
  const change = (part: Partial<QuietHoursDto>) => void save({ quietHours: { ...quietHours, ...part } });
  return (
    <SettingsCard title={t('quiet')} text={t('quietText')}>
      <Switch isSelected={quietHours.isOn} onChange={(isOn) => change({ isOn })}>
        {t('quietOn')}
      </Switch>
      {quietHours.isOn && (
        <div className="flex flex-wrap gap-4">
          <Time label={t('quietFrom')} value={quietHours.from} onChange={(from) => change({ from })} />
          <Time label={t('quietTo')} value={quietHours.to} onChange={(to) => change({ to })} />
        </div>
      )}
      <p className="text-xs text-quiet">{zoneText}</p>
    </SettingsCard>
  );
}

export function DigestCard({ preferences: { digest }, save }: CardProps) {
  const t = useTranslations('settings');
  return (
    <SettingsCard title={t('digest')} text={t('digestText')}>
      <ChipGroup
        label={t('digest')}
        value={digest}
        onChange={(next) => void save({ digest: next })}
        options={DIGESTS.map((id) => ({ id, text: t(`digests.${id}`) }))}
      />
    </SettingsCard>
  );
}

interface TimeProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Half a time that is being typed is kept here; a whole one is saved. */
function Time({ label, value, onChange }: TimeProps) {
  const [typed, setTyped] = useState(value);
  return (
    <label className="grid gap-1.5 text-sm font-name">
      {label}
      <span className={`${fieldBox} min-h-11 px-3`}>
        <input
          type="time"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            if (target.value !== '') onChange(target.value);
          }}
          className="bg-transparent tabular-nums outline-none"
        />
      </span>
    </label>
  );
}
