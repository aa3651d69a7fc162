import { RepliesScreen } from '@/features/desk/replies-screen';

export default function RepliesPage() {
  return <RepliesScreen />;
}
