'use client';

import { useParley } from '@app/client/react';
import type { ArticleDto, Locale } from '@app/contracts';
import { ChevronLeft, Pencil } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { CategoryTag } from '@/features/category/category-name';
import { usePreferences } from '@/features/preference/preference-provider';
import { PageTitle } from '@/features/shell/page-title';
import { useDateText } from '@/i18n/use-date-text';
import { ButtonLink, IconLink } from '@/ui/button';
import { Card } from '@/ui/card';
import { Skeleton } from '@/ui/skeleton';
import { Tag } from '@/ui/tag';
import { ArticleBody } from './article-body';
import { ArticleNotice } from './article-notice';
import { AskInstead } from './ask-instead';
import { HelpfulQuestion } from './helpful-question';
import { useArticle } from './use-article';

/** One article to read. `language`: the one it was found in, else the reader's. */
export function ArticleScreen({ articleId, language }: { articleId: string; language?: Locale }) {
  const t = useTranslations('article');
  const { locale } = usePreferences();
  const { article, error, reload, put } = useArticle(articleId, language ?? locale);
  if (error) return <ArticleNotice error={error} onRetry={reload} listHref="/help" />;
  return (
    <div className="scroll-y min-w-0 flex-1 bg-canvas" aria-busy={!article}>
      <div className="mx-auto max-w-3xl px-8 pt-6 pb-12 max-tablet:px-4 max-tablet:pt-4 max-tablet:pb-8">
        {article ? (
          <Content article={article} onAnswered={put} />
        ) : (
          <>
            <PageTitle page={t('title')} />
            <h1 className="sr-only">{t('title')}</h1>
            <Skeleton className="mb-5 h-8 w-1/2" />
            <Skeleton className="h-72 rounded-lg" />
          </>
        )}
      </div>
    </div>
  );
}

function Content({ article, onAnswered }: { article: ArticleDto; onAnswered: (article: ArticleDto) => void }) {
  const t = useTranslations();
  const date = useDateText();
  const format = useFormatter();
  const { me } = useParley();
  const { text, language, category, state, updatedAt } = article;
  return (
    <>
      <PageTitle page={text.title} />
      <header className="mb-4 flex items-start gap-3">
        <IconLink href="/help" label={t('article.toList')} className="-ms-2">
          <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
        </IconLink>
        <div className="min-w-0 flex-1 pt-1">
          <h1 lang={language} dir="auto" className="text-xl tracking-[-0.02em] wrap-anywhere">
            {text.title}
          </h1>
          <p className="mt-1 flex flex-wrap items-center gap-2 text-sm text-quiet">
            {category && <CategoryTag id={category} />}
            {state === 'draft' && <Tag tone="warn">{t('article.state.draft')}</Tag>}
            <time dateTime={updatedAt} title={date.full(updatedAt)}>
              {t('article.updated', { when: format.dateTime(new Date(updatedAt), { dateStyle: 'medium' }) })}
            </time>
          </p>
        </div>
        {me.role === 'admin' && (
          <ButtonLink href={`/admin/articles/${article.id}`} size="sm">
            <Pencil aria-hidden className="size-4" />
            <span className="max-tablet:sr-only">{t('article.edit')}</span>
          </ButtonLink>
        )}
      </header>
      <Card className="p-6 max-tablet:-mx-4 max-tablet:rounded-none max-tablet:p-4">
        <ArticleBody body={text.body} language={language} />
        <HelpfulQuestion article={article} onAnswered={onAnswered} className="mt-6 border-t border-line pt-4" />
      </Card>
      <AskInstead />
    </>
  );
}
