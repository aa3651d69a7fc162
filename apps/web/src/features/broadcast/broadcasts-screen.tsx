'use client';

import { Megaphone, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageTitle } from '@/features/shell/page-title';
import { ButtonLink } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { LoadMore } from '@/ui/load-more';
import { Page } from '@/ui/page';
import { BroadcastRow } from './broadcast-row';
import { BroadcastSkeletonRows } from './broadcast-skeleton';
import { useBroadcastList } from './use-broadcast-list';

/** Everything that was announced, with its figures. */
export function BroadcastsScreen() {
  const t = useTranslations('broadcast');
  const { items, hasMore, isLoading, error, load, loadMore } = useBroadcastList();
  return (
    <>
      <PageTitle page={t('title')} />
      <Page
        title={t('title')}
        isNarrow
        actions={
          <ButtonLink href="/broadcasts/new" variant="primary">
            <Plus aria-hidden className="size-4" />
            {t('new')}
          </ButtonLink>
        }
      >
        <Card className="flex flex-col p-2 max-tablet:-mx-4 max-tablet:rounded-none" aria-busy={!items && !error}>
          {!items && !error && <BroadcastSkeletonRows />}
          {items && items.length > 0 && (
            <ul aria-label={t('list')} className="grid gap-px">
              {items.map((broadcast) => (
                <li key={broadcast.id}>
                  <BroadcastRow broadcast={broadcast} />
                </li>
              ))}
            </ul>
          )}
          {items?.length === 0 && (
            <EmptyState size="inline" icon={Megaphone} title={t('emptyTitle')}>
              {t('emptyText')}
            </EmptyState>
          )}
          {error && (
            <LoadFailure title={t('listError')} onRetry={() => void (items ? loadMore() : load())}>
              {t('loadErrorText')}
            </LoadFailure>
          )}
          {hasMore && !error && <LoadMore isLoading={isLoading} onMore={() => void loadMore()} />}
        </Card>
      </Page>
    </>
  );
}
