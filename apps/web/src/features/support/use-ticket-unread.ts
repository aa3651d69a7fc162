'use client';

import { ParleyError } from '@app/client';
import { useChat, useParley } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { useEffect } from 'react';

/** Unread messages of a ticket's thread; fetched when the chat list has not come to it yet. */
export function useTicketUnread({ chatId }: SupportTicketDto): number {
  const { chats } = useParley();
  const chat = useChat(chatId);
  const isKnown = chat !== undefined;
  useEffect(() => {
    if (isKnown) return;
    chats.ensure(chatId).catch((thrown: unknown) => {
      // Only a hint is missing then; the row itself stands.
      if (!(thrown instanceof ParleyError)) throw thrown;
    });
  }, [chats, chatId, isKnown]);
  return chat?.unread ?? 0;
}
