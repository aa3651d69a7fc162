import { ArticleEditorScreen } from '@/features/article/article-editor-screen';

export default function NewArticlePage() {
  return <ArticleEditorScreen />;
}
