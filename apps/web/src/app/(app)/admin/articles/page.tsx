import { ArticlesScreen } from '@/features/article/articles-screen';

export default function ArticlesPage() {
  return <ArticlesScreen />;
}
