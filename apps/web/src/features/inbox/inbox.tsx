import type { ReactNode } from 'react';
import { ChatListPane } from './chat-list-pane';

/** The chat list beside what is open; on a phone one of them at a time. */
export function Inbox({ children }: { children: ReactNode }) {
  return (
    <>
      <ChatListPane />
      {children}
    </>
  );
}
