'use client';

import { JOB_FILTERS, type JobFilter } from '@app/contracts';
import { ListChecks, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageTitle } from '@/features/shell/page-title';
import { AriaLocale } from '@/ui/aria-locale';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { ChipGroup } from '@/ui/chip';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { LoadMore } from '@/ui/load-more';
import { Page } from '@/ui/page';
import { SkeletonRows } from '@/ui/skeleton';
import { JobRow } from './job-row';
import { useJobs } from './use-jobs';

/** What the server does by itself: what waits, what keeps failing and why, and what is over. */
export function JobsScreen() {
  const t = useTranslations('jobs');
  const [filter, setFilter] = useState<JobFilter>('open');
  const { jobs, figures, rows, hasMore, isLoading, hasFailed, load, loadMore } = useJobs(filter);
  return (
    <AriaLocale>
      <PageTitle page={t('title')} />
      <Page
        title={t('title')}
        isNarrow
        actions={
          <Button isPending={isLoading} onPress={() => void load()}>
            {!isLoading && <RefreshCw aria-hidden className="size-4" />}
            {t('refresh')}
          </Button>
        }
      >
        <p className="mb-4 text-sm text-soft">{t('text')}</p>
        <div className="mb-3">
          <ChipGroup
            label={t('filter')}
            value={filter}
            onChange={setFilter}
            options={JOB_FILTERS.map((id) => ({
              id,
              text: (
                <>
                  {t(`filters.${id}`)}
                  {id === 'failing' && (
                    <Badge count={figures?.failing ?? 0} label={t('failingCount', { count: figures?.failing ?? 0 })} />
                  )}
                </>
              ),
            }))}
          />
        </div>
        <Card className="flex min-h-64 flex-col p-2 max-tablet:-mx-4 max-tablet:rounded-none" aria-busy={isLoading}>
          {rows === null && !hasFailed && <SkeletonRows count={6} />}
          {rows?.length === 0 && !hasFailed && (
            <EmptyState size="inline" icon={ListChecks} title={t(`empty.${filter}`)}>
              {t('emptyText')}
            </EmptyState>
          )}
          {rows && rows.length > 0 && (
            <ul aria-label={t('title')}>
              {rows.map((job) => (
                <JobRow key={job.id} job={job} jobs={jobs} onChanged={() => void load()} />
              ))}
            </ul>
          )}
          {hasFailed && (
            <LoadFailure title={t('loadError')} onRetry={() => void (rows ? loadMore() : load())}>
              {t('loadErrorText')}
            </LoadFailure>
          )}
          {hasMore && !hasFailed && <LoadMore isLoading={isLoading} onMore={() => void loadMore()} />}
        </Card>
      </Page>
    </AriaLocale>
  );
}
