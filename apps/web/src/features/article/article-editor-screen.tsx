'use client';

import { useTranslations } from 'next-intl';
import { PageTitle } from '@/features/shell/page-title';
import { Skeleton } from '@/ui/skeleton';
import { draftOf, EMPTY_DRAFT } from './article-draft';
import { ArticleForm } from './article-form';
import { ArticleNotice } from './article-notice';
import { useArticle } from './use-article';

/** Writes a new article, or goes on with one. */
export function ArticleEditorScreen({ articleId = null }: { articleId?: string | null }) {
  const t = useTranslations('article');
  const { article, error, reload, put } = useArticle(articleId);
  if (error) return <ArticleNotice error={error} onRetry={reload} listHref="/admin/articles" />;
  if (!articleId) return <ArticleForm articleId={null} initial={EMPTY_DRAFT} onSaved={() => undefined} />;
  if (article) return <ArticleForm articleId={article.id} initial={draftOf(article)} onSaved={put} />;
  return (
    <div className="min-w-0 flex-1 bg-canvas p-8" aria-busy>
      <PageTitle page={t('manage')} />
      <h1 className="sr-only">{t('manage')}</h1>
      <Skeleton className="mb-5 h-8 w-1/3" />
      <Skeleton className="h-96 rounded-lg" />
    </div>
  );
}
