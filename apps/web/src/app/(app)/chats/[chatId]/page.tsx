import { ChatScreen } from '@/features/chat/chat-screen';
import { StartAtEnd } from '@/server/start-at-end';

export default async function ChatPage({ params }: { params: Promise<{ chatId: string }> }) {
  const { chatId } = await params;
  return (
    <>
      <ChatScreen key={chatId} chatId={chatId} />
      <StartAtEnd />
    </>
  );
}
