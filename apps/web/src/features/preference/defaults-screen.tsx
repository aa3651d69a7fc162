'use client';

import { useTranslations } from 'next-intl';
import { PageTitle } from '@/features/shell/page-title';
import { AriaLocale } from '@/ui/aria-locale';
import { LoadFailure } from '@/ui/load-failure';
import { Page } from '@/ui/page';
import { SkeletonRows } from '@/ui/skeleton';
import { Switch } from '@/ui/switch';
import { ChannelMatrix } from './channel-matrix';
import { PrivacyCard } from './privacy-card';
import { DigestCard, QuietHoursCard } from './quiet-hours-card';
import { SaveOutcome } from './save-outcome';
import { SettingsCard } from './settings-card';
import { useSettings } from './use-settings';

/** What holds for everybody who did not choose otherwise: a choice of one's own stays, switch by switch. */
export function DefaultsScreen() {
  const t = useTranslations('settings');
  const { preferences, hasFailed, load, save, isSaved, fault } = useSettings('everybody');
  const part = preferences && { preferences, save };
  return (
    <AriaLocale>
      <PageTitle page={t('defaults')} />
      <Page title={t('defaults')} isNarrow actions={<SaveOutcome isSaved={isSaved} fault={fault} />}>
        {hasFailed && (
          <LoadFailure title={t('loadError')} onRetry={() => void load()}>
            {t('loadErrorText')}
          </LoadFailure>
        )}
        {!part && !hasFailed && <SkeletonRows count={8} />}
        {part && (
          <>
            <p className="mb-4 text-sm text-soft">{t('defaultsText')}</p>
            <ChannelMatrix {...part} text={t('defaultsMatrixText')} />
            <QuietHoursCard {...part} zoneText={t('defaultsZone')} />
            <DigestCard {...part} />
            <SettingsCard title={t('device')}>
              {(['hasSound', 'hidesText'] as const).map((name) => (
                <Switch key={name} isSelected={part.preferences[name]} onChange={(isOn) => void save({ [name]: isOn })}>
                  {t(name)}
                </Switch>
              ))}
            </SettingsCard>
            <PrivacyCard {...part} />
          </>
        )}
      </Page>
    </AriaLocale>
  );
}
