'use client';

import type { BroadcastDto } from '@app/contracts';
import { ChevronLeft, CloudOff, RotateCw, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageTitle } from '@/features/shell/page-title';
import { useDateText } from '@/i18n/use-date-text';
import { Button, ButtonLink, IconLink } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Skeleton } from '@/ui/skeleton';
import { BroadcastFigures } from './broadcast-figures';
import { BroadcastStateTag } from './broadcast-state-tag';
import { BroadcastSteps } from './broadcast-steps';
import { DeliveryCard } from './delivery-card';
import { HistoryCard } from './history-card';
import { TextCard } from './text-card';
import { useAudienceText } from './use-audience-text';
import { type KnownBroadcast, useBroadcast } from './use-broadcast';
import { useOwnText } from './use-own-text';

const NOT_HERE: ReadonlySet<string> = new Set(['FORBIDDEN', 'NOT_FOUND', 'VALIDATION']);

/** One broadcast: who got it, what it says in each language, and what became of it. */
export function BroadcastScreen({ broadcastId }: { broadcastId: string }) {
  const t = useTranslations('broadcast');
  const { broadcast, error, reload, put } = useBroadcast(broadcastId);
  if (error) return <Notice error={error} reload={reload} />;
  return (
    <div className="scroll-y min-w-0 flex-1 bg-canvas" aria-busy={!broadcast}>
      <div className="mx-auto max-w-3xl px-8 pt-6 pb-12 max-tablet:px-4 max-tablet:pt-4 max-tablet:pb-8">
        {broadcast ? (
          <Content broadcast={broadcast} put={put} />
        ) : (
          <>
            <PageTitle page={t('title')} />
            <h1 className="sr-only">{t('title')}</h1>
            <Skeleton className="mb-5 h-8 w-1/2" />
            <Skeleton className="mb-5 h-36 rounded-lg" />
            <Skeleton className="h-56 rounded-lg" />
          </>
        )}
      </div>
    </div>
  );
}

function Content({ broadcast, put }: { broadcast: BroadcastDto; put: KnownBroadcast['put'] }) {
  const t = useTranslations('broadcast');
  const date = useDateText();
  const audienceText = useAudienceText();
  const { title } = useOwnText()(broadcast);
  const at = broadcast.publishAt ?? broadcast.createdAt;
  return (
    <>
      <PageTitle page={title} />
      <header className="mb-4 flex items-center gap-3">
        <IconLink href="/broadcasts" label={t('toList')} className="-ms-2">
          <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
        </IconLink>
        <div className="min-w-0 flex-1">
          <h1 dir="auto" className="text-xl tracking-[-0.02em] wrap-anywhere">
            {title}
          </h1>
          <p className="text-sm text-quiet">
            <time dateTime={at}>{date.full(at)}</time>
            {broadcast.expiresAt && ` · ${t('expires', { when: date.full(broadcast.expiresAt) })}`}
          </p>
        </div>
        <BroadcastStateTag state={broadcast.state} />
      </header>
      <BroadcastSteps broadcast={broadcast} onChanged={put} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        {broadcast.isPublished && broadcast.deliveries.length > 0 && <DeliveryCard broadcast={broadcast} />}
        <Card className="p-5 max-tablet:p-4">
          <h2 className="mb-1 text-md">{t(broadcast.isPublished ? 'figures' : 'audience')}</h2>
          <p className={broadcast.isPublished ? 'mb-4 text-sm text-soft' : 'text-sm text-soft'}>
            {audienceText(broadcast.audience)}
          </p>
          {!broadcast.isPublished && broadcast.channels.length > 0 && (
            <p className="mt-1 text-sm text-soft">
              {t('plan.channels')} {broadcast.channels.map((channel) => t(`plan.channel.${channel}`)).join(' · ')}
            </p>
          )}
          {broadcast.isPublished && <BroadcastFigures figures={broadcast.figures} />}
        </Card>
        {broadcast.isPublished && <HistoryCard broadcast={broadcast} publishedAt={at} />}
        <TextCard broadcast={broadcast} />
      </div>
    </>
  );
}

function Notice({ error, reload }: Pick<KnownBroadcast, 'reload'> & { error: NonNullable<KnownBroadcast['error']> }) {
  const t = useTranslations('broadcast');
  const app = useTranslations('app');
  const isGone = NOT_HERE.has(error.code);
  return (
    <>
      <PageTitle page={t('title')} />
      <EmptyState
        role="alert"
        icon={isGone ? SearchX : CloudOff}
        title={t(isGone ? 'notFoundTitle' : 'loadError')}
        action={
          isGone ? (
            <ButtonLink href="/broadcasts">{t('toList')}</ButtonLink>
          ) : (
            <Button onPress={() => void reload()}>
              <RotateCw aria-hidden className="size-4" />
              {app('retry')}
            </Button>
          )
        }
      >
        {t(isGone ? 'notFoundText' : 'loadErrorText')}
      </EmptyState>
    </>
  );
}
