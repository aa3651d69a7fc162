'use client';

export function ChatScreen({ chatId }: { chatId: string }) {
  return <section data-screen="detail">{chatId}</section>;
}
