'use client';

import type { ArticleHitDto, TicketCategory } from '@app/contracts';
import { ChevronDown, Lightbulb } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { usePreferences } from '@/features/preference/preference-provider';
import { Press } from '@/ui/press';
import { Skeleton } from '@/ui/skeleton';
import { ArticleBody } from './article-body';
import { HelpfulQuestion } from './helpful-question';
import { useArticle } from './use-article';
import { useArticles } from './use-articles';
import { usePages } from './use-pages';
import { useSettled } from './use-settled';

const SETTLE_MS = 500;
const SHOWN_MAX = 3;
const QUERY_MIN = 4;
const QUERY_MAX = 100;

/** What may answer a question before it is sent. An article opens where it stands, so that nothing written is lost. */
export default function SuggestedArticles({ text, category }: { text: string; category: TicketCategory | null }) {
  const t = useTranslations('article');
  const articles = useArticles();
  const { locale } = usePreferences();
  const query = useSettled(text.trim().slice(0, QUERY_MAX), SETTLE_MS);
  const { items } = usePages(
    useCallback(async () => {
      if (query.length < QUERY_MIN) return { items: [], nextCursor: null };
      const found = await articles.search({ query, locale, limit: SHOWN_MAX * 2 });
      // Those of the same category first; a stable sort keeps the best fit first among them.
      const isOther = (hit: ArticleHitDto) => Number(category !== null && hit.category !== category);
      const sorted = [...found.items].sort((a, b) => isOther(a) - isOther(b));
      return { items: sorted.slice(0, SHOWN_MAX), nextCursor: null };
    }, [articles, query, locale, category]),
  );
  return (
    <>
      <p role="status" className="sr-only">
        {items && items.length > 0 && t('found', { count: items.length })}
      </p>
      {items && items.length > 0 && (
        <section aria-label={t('suggested')} className="rounded-md bg-support-soft p-3">
          <p className="flex items-center gap-2 text-sm font-name text-support">
            <Lightbulb aria-hidden className="size-4 flex-none" />
            {t('suggested')}
          </p>
          <ul className="mt-2 grid gap-1">
            {items.map((hit) => (
              <Suggestion key={`${hit.id} ${hit.language}`} hit={hit} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Suggestion({ hit: { id, language, title } }: { hit: ArticleHitDto }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="rounded-sm bg-surface">
      <Press
        aria-expanded={isOpen}
        onPress={() => setIsOpen(!isOpen)}
        className="ease flex min-h-10 w-full items-center gap-2 rounded-sm px-3 py-2 text-start text-sm transition-colors touch:min-h-11 hover:bg-hover"
      >
        <bdi lang={language} className="flex-1 font-name wrap-anywhere">
          {title}
        </bdi>
        <ChevronDown aria-hidden className={isOpen ? 'size-4 flex-none rotate-180' : 'size-4 flex-none'} />
      </Press>
      {isOpen && <OpenSuggestion articleId={id} language={language} />}
    </li>
  );
}

function OpenSuggestion({ articleId, language }: { articleId: string; language: ArticleHitDto['language'] }) {
  const t = useTranslations('article');
  const { article, error, put } = useArticle(articleId, language);
  return (
    <div className="scroll-y max-h-80 px-3 pb-3 text-sm">
      {error && <p className="text-danger">{t('loadError')}</p>}
      {!article && !error && <Skeleton className="h-16" />}
      {article && (
        <>
          <ArticleBody body={article.text.body} language={article.language} />
          <HelpfulQuestion article={article} onAnswered={put} className="mt-3 border-t border-line pt-3" />
        </>
      )}
    </div>
  );
}
