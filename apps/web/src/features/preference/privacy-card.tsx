'use client';

import type { PreferencesDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Switch } from '@/ui/switch';
import { SettingsCard } from './settings-card';
import type { Settings } from './use-settings';

interface PrivacyCardProps {
  preferences: PreferencesDto;
  save: Settings['save'];
}

/** What others see of me, and so what I see of others. */
export function PrivacyCard({ preferences, save }: PrivacyCardProps) {
  const t = useTranslations('settings');
  return (
    <SettingsCard title={t('privacy')}>
      {(['showsReceipts', 'showsTyping'] as const).map((name) => (
        <Switch key={name} isSelected={preferences[name]} onChange={(isOn) => void save({ [name]: isOn })}>
          {t(name)}
          <span className="block text-sm text-soft">{t(`${name}Text`)}</span>
        </Switch>
      ))}
    </SettingsCard>
  );
}
