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

  const isMissing = chat === undefined;

  // Every attempt asks again, and so does a chat that is gone: it may be another one's by now, and the answer says so
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
  }, [chats, chatId, attempt, isMissing]);

  return { chat, error: chat ? null : error, retry: useCallback(() => setAttempt((count) => count + 1), []) };
}
