'use client';

import { useLocale, useTimeZone, useTranslations } from 'next-intl';
import { PageTitle } from '@/features/shell/page-title';
import { toLocale } from '@/i18n/locale';
import { LoadFailure } from '@/ui/load-failure';
import { Page } from '@/ui/page';
import { Skeleton } from '@/ui/skeleton';
import { draftOf, emptyDraft } from './broadcast-draft';
import { ComposeForm } from './compose-form';
import { useSource } from './use-source';

interface ComposeScreenProps {
  /** A draft to go on with. */
  draftId?: string;
  /** A broadcast to be repeated as a new one. */
  repeatedId?: string;
}

/** A broadcast being written: new, gone on with, or after an earlier one. */
export function ComposeScreen({ draftId, repeatedId }: ComposeScreenProps) {
  const t = useTranslations('broadcast');
  const own = toLocale(useLocale());
  const timeZone = useTimeZone() ?? 'UTC';
  const source = useSource(draftId ?? repeatedId ?? null);
  if (source.state === 'none') return <ComposeForm initial={emptyDraft(own, timeZone)} draftId={null} />;
  if (source.state === 'known') {
    const isDraft = draftId !== undefined && source.broadcast.state === 'draft';
    return <ComposeForm initial={draftOf(source.broadcast, timeZone)} draftId={isDraft ? draftId : null} />;
  }
  return (
    <Page title={t('new')}>
      <PageTitle page={t('new')} />
      {source.state === 'failed' ? (
        <LoadFailure title={t('loadError')} onRetry={source.reload}>
          {t('loadErrorText')}
        </LoadFailure>
      ) : (
        <Skeleton className="h-80 rounded-lg" />
      )}
    </Page>
  );
}
