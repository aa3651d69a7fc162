'use client';

import { ParleyError } from '@app/client';
import { useChat, useParley } from '@app/client/react';
import type { ChatDto } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

export interface KnownChat {
  chat: ChatDto | undefined;
  error: ParleyError | null;
  retry: () => void;
}

/** A chat by id, fetched when the list does not hold it yet. */
export function useKnownChat(chatId: string): KnownChat {
  const { chats } = useParley();
  const chat = useChat(chatId);
  const [error, setError] = useState<ParleyError | null>(null);
  const [attempt, setAttempt] = useState(0);

  // Every attempt asks again
  useEffect(() => {
    let isCurrent = true;
    setError(null);
    chats.ensure(chatId).catch((thrown: unknown) => {
      if (!(thrown instanceof ParleyError)) throw thrown;
      if (isCurrent) setError(thrown);
    });
    return () => {
      isCurrent = false;
    };
  }, [chats, chatId, attempt]);

  return { chat, error: chat ? null : error, retry: useCallback(() => setAttempt((count) => count + 1), []) };
}
