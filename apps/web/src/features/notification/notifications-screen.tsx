'use client';

import { useParley } from '@app/client/react';
import type { NotificationDto } from '@app/contracts';
import { Settings } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageTitle } from '@/features/shell/page-title';
import { IconLink } from '@/ui/button';
import { Card } from '@/ui/card';
import { lazyPart } from '@/ui/lazy-part';
import { Page } from '@/ui/page';
import { NotificationFilters } from './notification-filters';
import { linkOf } from './notification-link';
import { NotificationList } from './notification-list';
import { ReadAllButton } from './read-all-button';
import { type BellActions, useBellActions } from './use-bell-action';

const AnnouncementDialog = lazyPart(() => import('./announcement-dialog'));

/** The bell as a page of its own: what phones get, and where "see all" leads. */
export function NotificationsScreen() {
  const t = useTranslations('notification');
  const { me } = useParley();
  const actions = useBellActions();
  const [announcement, setAnnouncement] = useState<NotificationDto | null>(null);
  return (
    <>
      <PageTitle page={t('title')} />
      <Page title={t('title')} isNarrow actions={<PageActions actions={actions} />}>
        <NotificationFilters />
        <Card className="flex min-h-64 flex-col max-tablet:-mx-4 max-tablet:rounded-none">
          <h2 className="sr-only">{t('list')}</h2>
          <NotificationList
            place="page"
            actions={actions}
            onOpen={(row) => {
              if (linkOf(row, me.role) === null) setAnnouncement(row);
            }}
          />
        </Card>
      </Page>
      <AnnouncementDialog row={announcement} onClose={() => setAnnouncement(null)} />
    </>
  );
}

function PageActions({ actions }: { actions: BellActions }) {
  const t = useTranslations('settings');
  return (
    <>
      <IconLink href="/settings" label={t('title')}>
        <Settings aria-hidden className="size-5" />
      </IconLink>
      <ReadAllButton actions={actions} />
    </>
  );
}
