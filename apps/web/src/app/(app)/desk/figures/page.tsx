import { FiguresScreen } from '@/features/desk-figures/figures-screen';

export default function FiguresPage() {
  return <FiguresScreen />;
}
