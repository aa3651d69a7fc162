'use client';

import { Activity, ListChecks, type LucideIcon, Mail, SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/ui/button';
import { SettingsCard } from './settings-card';

interface Place {
  href: string;
  icon: LucideIcon;
  title: string;
  text: string;
  open: string;
}

/** Where admins find what is theirs alone. */
export function AdminCards() {
  const t = useTranslations('settings');
  const places: Place[] = [
    { href: '/admin', icon: Activity, title: t('live'), text: t('liveText'), open: t('openLive') },
    {
      href: '/admin/preferences',
      icon: SlidersHorizontal,
      title: t('defaults'),
      text: t('defaultsText'),
      open: t('openDefaults'),
    },
    { href: '/admin/jobs', icon: ListChecks, title: t('jobs'), text: t('jobsText'), open: t('openJobs') },
    { href: '/settings/outbox', icon: Mail, title: t('outbox'), text: t('outboxText'), open: t('openOutbox') },
  ];
  return places.map(({ href, icon: Icon, title, text, open }) => (
    <SettingsCard key={href} title={title} text={text}>
      <div>
        <ButtonLink href={href}>
          <Icon aria-hidden className="size-4" />
          {open}
        </ButtonLink>
      </div>
    </SettingsCard>
  ));
}
