import { ArticleScreen } from '@/features/article/article-screen';
import { isLocale } from '@/i18n/locale';

interface ArticlePageProps {
  params: Promise<{ articleId: string }>;
  searchParams: Promise<{ lang?: string | string[] }>;
}

export default async function ArticlePage({ params, searchParams }: ArticlePageProps) {
  const [{ articleId }, { lang }] = await Promise.all([params, searchParams]);
  const language = typeof lang === 'string' && isLocale(lang) ? lang : undefined;
  return <ArticleScreen key={articleId} articleId={articleId} language={language} />;
}
