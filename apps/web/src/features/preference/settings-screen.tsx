'use client';

import { useParley } from '@app/client/react';
import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { BlockedCard } from '@/features/block/blocked-card';
import { PageTitle } from '@/features/shell/page-title';
import { AriaLocale } from '@/ui/aria-locale';
import { ButtonLink } from '@/ui/button';
import { LoadFailure } from '@/ui/load-failure';
import { Page } from '@/ui/page';
import { SkeletonRows } from '@/ui/skeleton';
import { AdminCards } from './admin-cards';
import { ChannelMatrix } from './channel-matrix';
import { PrivacyCard } from './privacy-card';
import { PushCard } from './push-card';
import { DigestCard, QuietHoursCard } from './quiet-hours-card';
import { SaveOutcome } from './save-outcome';
import { SecurityCard } from './security-card';
import { SettingsCard } from './settings-card';
import { useSettings } from './use-settings';

/** What I hear about, where and when, and what others see of me. */
export function SettingsScreen() {
  const t = useTranslations('settings');
  const { me } = useParley();
  const { preferences, hasFailed, load, save, isSaved, fault } = useSettings();
  const part = preferences && { preferences, save };
  return (
    <AriaLocale>
      <PageTitle page={t('title')} />
      <Page title={t('title')} isNarrow actions={<SaveOutcome isSaved={isSaved} fault={fault} />}>
        {hasFailed && (
          <LoadFailure title={t('loadError')} onRetry={() => void load()}>
            {t('loadErrorText')}
          </LoadFailure>
        )}
        {!part && !hasFailed && <SkeletonRows count={8} />}
        {part && (
          <>
            <ChannelMatrix {...part} />
            <PushCard {...part} />
            <QuietHoursCard {...part} zoneText={t('quietZone', { zone: me.timeZone })} />
            <DigestCard {...part} />
            <PrivacyCard {...part} />
            <SecurityCard />
            <BlockedCard />
            <SettingsCard title={t('log')} text={t('logText')}>
              <div>
                <ButtonLink href="/settings/log">
                  <History aria-hidden className="flip size-4" />
                  {t('openLog')}
                </ButtonLink>
              </div>
            </SettingsCard>
            {me.role === 'admin' && <AdminCards />}
          </>
        )}
      </Page>
    </AriaLocale>
  );
}
