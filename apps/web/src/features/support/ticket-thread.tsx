'use client';

import type { SupportTicketDto } from '@app/contracts';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { HistorySkeleton } from '@/features/chat/chat-skeleton';
import { type ChatKeys, Conversation, type ConversationProps } from '@/features/chat/conversation';
import { useKnownChat } from '@/features/chat/use-known-chat';
import { lazyPart } from '@/ui/lazy-part';
import { Pane } from '@/ui/pane';

const ChatNotice = lazyPart(() => import('@/features/chat/chat-notice'));

interface TicketThreadProps extends Pick<ConversationProps, 'frame' | 'sides' | 'mayFollowUp'> {
  ticket: SupportTicketDto;
  label: string;
  header: ReactNode;
  aside: ReactNode;
}

/**
 * A ticket's thread is a chat; only what stands around it differs. Its head and the pane beside it are there before the chat is, and stay
 * the same ones when it comes: a menu that is open by then stays open.
 */
export function TicketThread({ ticket, label, header, aside, ...parts }: TicketThreadProps) {
  const { chat, error, retry } = useKnownChat(ticket.chatId);
  const keys = useRef<ChatKeys>(null);
  // What is open over the head, such as a menu, has its own keys.
  const passOn = (event: KeyboardEvent) => {
    if (event.currentTarget.contains(event.target as Node)) keys.current?.(event);
  };
  return (
    <>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: passes on what its buttons do not want */}
        <div className="flex-none border-line tablet:border-s" onKeyDown={passOn}>
          {header}
        </div>
        {chat ? (
          <Conversation chat={chat} title={label} header={null} aside={null} keys={keys} {...parts} />
        ) : (
          <Pane
            data-screen="detail"
            aria-label={label}
            aria-busy={!error}
            ground="canvas"
            className="flex-1 border-line tablet:border-s"
          >
            {error ? <ChatNotice error={error} onRetry={retry} /> : <HistorySkeleton />}
          </Pane>
        )}
      </div>
      {aside}
    </>
  );
}
