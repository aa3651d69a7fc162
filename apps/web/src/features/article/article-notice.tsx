'use client';

import type { ParleyError } from '@app/client';
import { CloudOff, RotateCw, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageTitle } from '@/features/shell/page-title';
import { Button, ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

const NOT_HERE: ReadonlySet<string> = new Set(['FORBIDDEN', 'NOT_FOUND', 'VALIDATION']);

interface ArticleNoticeProps {
  error: ParleyError;
  onRetry: () => void;
  listHref: '/help' | '/admin/articles';
}

/** In the place of an article that is not there, or did not load. */
export function ArticleNotice({ error, onRetry, listHref }: ArticleNoticeProps) {
  const t = useTranslations('article');
  const app = useTranslations('app');
  const isGone = NOT_HERE.has(error.code);
  return (
    <>
      <PageTitle page={t('title')} />
      <EmptyState
        role="alert"
        heading="h1"
        icon={isGone ? SearchX : CloudOff}
        title={t(isGone ? 'notFoundTitle' : 'loadError')}
        action={
          isGone ? (
            <ButtonLink href={listHref}>{t('toList')}</ButtonLink>
          ) : (
            <Button onPress={onRetry}>
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
