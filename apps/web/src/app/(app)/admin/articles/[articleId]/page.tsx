import { ArticleEditorScreen } from '@/features/article/article-editor-screen';

export default async function EditArticlePage({ params }: { params: Promise<{ articleId: string }> }) {
  const { articleId } = await params;
  return <ArticleEditorScreen key={articleId} articleId={articleId} />;
}
