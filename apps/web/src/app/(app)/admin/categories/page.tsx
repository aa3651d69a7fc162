import { CategoriesScreen } from '@/features/category/categories-screen';

export default function CategoriesPage() {
  return <CategoriesScreen />;
}
