'use client';

import { useBell, useParley } from '@app/client/react';
import type { NotificationDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageTitle } from '@/features/shell/page-title';
import { Badge } from '@/ui/badge';
import { Card } from '@/ui/card';
import { ChipGroup } from '@/ui/chip';
import { lazyPart } from '@/ui/lazy-part';
import { Page } from '@/ui/page';
import { linkOf } from './notification-link';
import { NotificationList } from './notification-list';
import { ReadAllButton } from './read-all-button';
import { useBellActions } from './use-bell-action';

const AnnouncementDialog = lazyPart(() => import('./announcement-dialog'));

/** The bell as a page of its own: what phones get, and where "see all" leads. */
export function NotificationsScreen() {
  const t = useTranslations('notification');
  const nav = useTranslations('nav');
  const { bell, me } = useParley();
  const { filter, unread } = useBell((state) => ({ filter: state.filter, unread: state.counts.unread }));
  const actions = useBellActions();
  const [announcement, setAnnouncement] = useState<NotificationDto | null>(null);
  return (
    <>
      <PageTitle page={t('title')} />
      <Page title={t('title')} isNarrow actions={<ReadAllButton actions={actions} />}>
        <div className="mb-3">
          <ChipGroup
            label={t('filter')}
            value={filter}
            onChange={(next) => void bell.setFilter(next)}
            options={[
              { id: 'all', text: t('all') },
              {
                id: 'unread',
                text: (
                  <>
                    {t('unread')}
                    <Badge count={unread} label={nav('unread', { count: unread })} />
                  </>
                ),
              },
            ]}
          />
        </div>
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
