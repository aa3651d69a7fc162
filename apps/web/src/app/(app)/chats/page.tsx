import { NoChat } from '@/features/inbox/no-chat';

export default function ChatsPage() {
  return <NoChat />;
}
