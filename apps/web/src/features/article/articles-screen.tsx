'use client';

import type { ArticleDto } from '@app/contracts';
import { BookOpen, Plus } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { CategoryTag } from '@/features/category/category-name';
import { usePreferences } from '@/features/preference/preference-provider';
import { PageTitle } from '@/features/shell/page-title';
import { useDateText } from '@/i18n/use-date-text';
import { ButtonLink } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { LoadFailure } from '@/ui/load-failure';
import { LoadMore } from '@/ui/load-more';
import { Page } from '@/ui/page';
import { SkeletonRows } from '@/ui/skeleton';
import { Tag } from '@/ui/tag';
import { useArticles } from './use-articles';
import { usePages } from './use-pages';

/** All articles for those who write them, drafts included. */
export function ArticlesScreen() {
  const t = useTranslations('article');
  const articles = useArticles();
  const { items, hasMore, isLoading, hasFailed, load } = usePages(
    useCallback((cursor: string | undefined) => articles.list({ cursor }), [articles]),
  );
  return (
    <>
      <PageTitle page={t('manage')} />
      <Page
        title={t('manage')}
        isNarrow
        actions={
          <ButtonLink href="/admin/articles/new" variant="primary">
            <Plus aria-hidden className="size-4" />
            {t('new')}
          </ButtonLink>
        }
      >
        <Card className="flex min-h-40 flex-col p-2 max-tablet:-mx-4 max-tablet:rounded-none" aria-busy={isLoading}>
          {!items && !hasFailed && <SkeletonRows count={5} />}
          {items && items.length > 0 && (
            <ul aria-label={t('list')} className="grid gap-px">
              {items.map((article) => (
                <Row key={article.id} article={article} />
              ))}
            </ul>
          )}
          {items?.length === 0 && (
            <EmptyState size="inline" icon={BookOpen} title={t('empty')}>
              {t('manageEmptyText')}
            </EmptyState>
          )}
          {hasFailed && (
            <LoadFailure title={t('listError')} onRetry={() => void load()}>
              {t('loadErrorText')}
            </LoadFailure>
          )}
          {hasMore && !hasFailed && <LoadMore isLoading={isLoading} onMore={() => void load()} />}
        </Card>
      </Page>
    </>
  );
}

function Row({ article }: { article: ArticleDto }) {
  const t = useTranslations();
  const format = useFormatter();
  const date = useDateText();
  const { locale } = usePreferences();
  const { id, category, state, variants, helpful, updatedAt } = article;
  const own = variants?.[locale];
  const { text, language } = own ? { text: own, language: locale } : article;
  const languages = Object.keys(variants ?? {}).map((locale) => format.displayName(locale, { type: 'language' }));
  return (
    <li>
      <Link
        href={`/admin/articles/${id}`}
        className="ease grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 rounded-md px-3 py-3 text-inherit no-underline transition-colors hover:bg-hover"
      >
        <bdi lang={language} className="font-semibold wrap-anywhere">
          {text.title}
        </bdi>
        <time dateTime={updatedAt} suppressHydrationWarning className="text-xs whitespace-nowrap text-quiet">
          {date.short(updatedAt)}
        </time>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-quiet">
          <Tag tone={state === 'published' ? 'success' : 'neutral'}>{t(`article.state.${state}`)}</Tag>
          {category && <CategoryTag id={category} />}
          <span>{format.list(languages, { type: 'unit' })}</span>
        </span>
        {helpful && helpful.yes + helpful.no > 0 && (
          <span className="text-end text-xs text-quiet">
            {t('article.helpfulShare', {
              share: format.number(helpful.yes / (helpful.yes + helpful.no), { style: 'percent' }),
              count: helpful.yes + helpful.no,
            })}
          </span>
        )}
      </Link>
    </li>
  );
}
