'use client';

import type { TicketCategory } from '@app/contracts';
import { BookOpen, SearchX } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { CategoryChoice } from '@/features/category/category-choice';
import { useCategoryList, useKnownCategory, useOfferedCategories } from '@/features/category/use-categories';
import { usePreferences } from '@/features/preference/preference-provider';
import { PageTitle } from '@/features/shell/page-title';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { LoadMore } from '@/ui/load-more';
import { Page } from '@/ui/page';
import { SearchField } from '@/ui/search-field';
import { SkeletonRows } from '@/ui/skeleton';
import { AskInstead } from './ask-instead';
import { HitRow } from './hit-row';
import { useArticles } from './use-articles';
import { usePages } from './use-pages';
import { useSettled } from './use-settled';

const SETTLE_MS = 250;
const QUERY_MIN = 2;
const QUERY_MAX = 100;

/** The knowledge base: what other people asked before, by words and by what it is about. */
export function HelpScreen() {
  const t = useTranslations('article');
  const params = useSearchParams();
  const [query, setQuery] = useState(params.get('q') ?? '');
  const [category, setCategory] = useState<TicketCategory | null>(params.get('about'));
  const offered = useOfferedCategories(useCategoryList());
  // A link may lead to one that is not offered any more, or never was.
  const chosen = useKnownCategory(category);
  const options = !chosen || offered.some(({ id }) => id === chosen.id) ? offered : [...offered, chosen];
  const about = chosen?.id ?? null;
  const { items, hasMore, isLoading, hasFailed, load } = useHits(query.trim(), about);
  useKeptInAddress(query.trim(), category);

  return (
    <>
      <PageTitle page={t('title')} />
      <Page title={t('title')} isNarrow>
        <div className="mb-4 grid gap-3">
          <SearchField
            label={t('search')}
            clearLabel={t('clear')}
            value={query}
            maxLength={QUERY_MAX}
            // An empty field is the page's, so that its hint stands where writing begins.
            dir={query ? 'auto' : undefined}
            onChange={setQuery}
          />
          <CategoryChoice
            label={t('about')}
            anyText={t('all')}
            value={about}
            onChange={setCategory}
            options={options}
          />
        </div>
        <p role="status" className="sr-only">
          {items && !isLoading && !hasMore && t('found', { count: items.length })}
        </p>
        <Card className="flex min-h-40 flex-col p-2 max-tablet:-mx-4 max-tablet:rounded-none" aria-busy={isLoading}>
          {!items && !hasFailed && <SkeletonRows count={5} />}
          {items && items.length > 0 && (
            <ul aria-label={t('list')} className="grid gap-px">
              {items.map((hit) => (
                <HitRow key={`${hit.id} ${hit.language}`} hit={hit} />
              ))}
            </ul>
          )}
          {items?.length === 0 && !hasFailed && !isLoading && (
            <EmptyState size="inline" icon={query ? SearchX : BookOpen} title={t(query ? 'nothing' : 'empty')}>
              {t(query ? 'nothingText' : 'emptyText')}
            </EmptyState>
          )}
          {hasFailed && (
            <LoadFailure title={t('listError')} onRetry={() => void load()}>
              {t('loadErrorText')}
            </LoadFailure>
          )}
          {hasMore && !hasFailed && <LoadMore isLoading={isLoading} onMore={() => void load()} />}
        </Card>
        <AskInstead />
      </Page>
    </>
  );
}

function useHits(query: string, category: TicketCategory | null) {
  const articles = useArticles();
  const { locale } = usePreferences();
  const settled = useSettled(query, SETTLE_MS);
  const wanted = settled.length >= QUERY_MIN ? settled : undefined;
  const about = category ?? undefined;
  return usePages(
    useCallback(
      (cursor: string | undefined) => articles.search({ query: wanted, category: about, locale, cursor }),
      [articles, wanted, about, locale],
    ),
  );
}

/** The way back from an article leads to what was searched for. */
function useKeptInAddress(query: string, category: TicketCategory | null): void {
  useEffect(() => {
    const search = new URLSearchParams({
      ...(query && { q: query }),
      ...(category && { about: category }),
    }).toString();
    if (search === window.location.search.slice(1)) return;
    window.history.replaceState(window.history.state, '', search ? `?${search}` : window.location.pathname);
  }, [query, category]);
}
