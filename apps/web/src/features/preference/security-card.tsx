'use client';

import { useParley } from '@app/client/react';
import { LifeBuoy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/ui/button';
import { SettingsCard } from './settings-card';

/** Where a security notice leads: what it is about, and what to do when it was somebody else. */
export function SecurityCard() {
  const t = useTranslations('settings');
  const { me } = useParley();
  return (
    <SettingsCard anchor="security" title={t('security')} text={t('securityText')}>
      <p className="text-sm text-soft">{t('securityStep')}</p>
      {me.role === 'user' && (
        <div>
          <ButtonLink href="/support/new">
            <LifeBuoy aria-hidden className="size-4" />
            {t('securityAsk')}
          </ButtonLink>
        </div>
      )}
    </SettingsCard>
  );
}
