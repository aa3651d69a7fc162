'use client';

import { type BroadcastDto, LOCALES } from '@app/contracts';
import { ChevronLeft, CloudOff, RotateCw, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageTitle } from '@/features/shell/page-title';
import { directionOf, LOCALE_NAME } from '@/i18n/locale';
import { useDateText } from '@/i18n/use-date-text';
import { Button, ButtonLink, IconLink } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Skeleton } from '@/ui/skeleton';
import { Tag } from '@/ui/tag';
import { BroadcastFigures } from './broadcast-figures';
import { BroadcastStateTag } from './broadcast-state-tag';
import { useAudienceText } from './use-audience-text';
import { type KnownBroadcast, useBroadcast } from './use-broadcast';
import { useOwnText } from './use-own-text';

const NOT_HERE: ReadonlySet<string> = new Set(['FORBIDDEN', 'NOT_FOUND', 'VALIDATION']);

/** One broadcast: who got it, what it says in each language, and what became of it. */
export function BroadcastScreen({ broadcastId }: { broadcastId: string }) {
  const t = useTranslations('broadcast');
  const { broadcast, error, reload } = useBroadcast(broadcastId);
  if (error) return <Notice error={error} reload={reload} />;
  return (
    <div className="scroll-y min-w-0 flex-1 bg-canvas" aria-busy={!broadcast}>
      <div className="mx-auto max-w-3xl px-8 pt-6 pb-12 max-tablet:px-4 max-tablet:pt-4 max-tablet:pb-8">
        {broadcast ? (
          <Content broadcast={broadcast} />
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

function Content({ broadcast }: { broadcast: BroadcastDto }) {
  const t = useTranslations('broadcast');
  const date = useDateText();
  const audienceText = useAudienceText();
  const { title } = useOwnText()(broadcast);
  const at = broadcast.publishAt ?? broadcast.createdAt;
  return (
    <>
      <PageTitle page={title} />
      <header className="mb-5 flex items-center gap-3">
        <IconLink href="/broadcasts" label={t('toList')} className="-ms-2">
          <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
        </IconLink>
        <div className="min-w-0 flex-1">
          <h1 dir="auto" className="text-xl tracking-[-0.02em] wrap-anywhere">
            {title}
          </h1>
          <p className="text-sm text-quiet">
            <time dateTime={at}>{date.full(at)}</time>
          </p>
        </div>
        <BroadcastStateTag state={broadcast.state} />
      </header>
      <div className="grid gap-5">
        <Card className="p-5 max-tablet:p-4">
          <h2 className="mb-1 text-md">{t('figures')}</h2>
          <p className="mb-4 text-sm text-soft">{audienceText(broadcast.audience)}</p>
          <BroadcastFigures figures={broadcast.figures} />
        </Card>
        <Card className="p-5 max-tablet:p-4">
          <h2 className="mb-3 text-md">{t('message')}</h2>
          <div className="grid gap-5">
            {LOCALES.map((locale) => {
              const text = broadcast.variants[locale];
              return (
                text && (
                  <section key={locale} aria-label={LOCALE_NAME[locale]}>
                    <p className="mb-1.5 flex items-center gap-2 text-xs text-quiet">
                      <span lang={locale}>{LOCALE_NAME[locale]}</span>
                      {locale === broadcast.defaultLocale && <Tag>{t('isDefault')}</Tag>}
                    </p>
                    <div
                      lang={locale}
                      dir={directionOf(locale)}
                      className="rounded-md border-s-[3px] border-support-line bg-sunken px-4 py-3"
                    >
                      <p className="font-semibold wrap-anywhere">{text.title}</p>
                      <p className="mt-1 text-soft whitespace-pre-wrap wrap-anywhere">{text.text}</p>
                    </div>
                  </section>
                )
              );
            })}
          </div>
        </Card>
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
