'use client';

import type { SupportTicketDto } from '@app/contracts';
import type { ReactNode } from 'react';
import { HistorySkeleton } from '@/features/chat/chat-skeleton';
import { Conversation, type ConversationProps } from '@/features/chat/conversation';
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

/** A ticket's thread is a chat; only what stands around it differs. */
export function TicketThread({ ticket, label, header, aside, ...parts }: TicketThreadProps) {
  const { chat, error, retry } = useKnownChat(ticket.chatId);
  if (chat) return <Conversation chat={chat} title={label} header={header} aside={aside} {...parts} />;
  return (
    <>
      <Pane
        data-screen="detail"
        aria-label={label}
        aria-busy={!error}
        ground="canvas"
        className="flex-1 border-line tablet:border-s"
      >
        {header}
        {error ? <ChatNotice error={error} onRetry={retry} /> : <HistorySkeleton />}
      </Pane>
      {aside}
    </>
  );
}
