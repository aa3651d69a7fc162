'use client';

import { ParleyError } from '@app/client';
import { useChats, useParley } from '@app/client/react';
import type { ChatDto } from '@app/contracts';
import { useEffect, useMemo, useState } from 'react';

const PAUSE_MS = 200;
const MIN_LETTERS = 2;

export interface ForwardTargets {
  /** Open chats, the one written in last first. */
  chats: readonly ChatDto[];
  isLoading: boolean;
  hasFailed: boolean;
}

/** Chats to forward to: those known here at once, and by name also those the server finds. */
export function useForwardTargets(query: string, nameOf: (chat: ChatDto) => string): ForwardTargets {
  const { rest } = useParley();
  const byId = useChats((state) => state.byId);
  const [answer, setAnswer] = useState<{ query: string; chats: readonly ChatDto[]; hasFailed: boolean } | null>(null);
  const wanted = query.trim();
  const isAsking = [...wanted].length >= MIN_LETTERS;

  useEffect(() => {
    if (!isAsking) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      rest.chats.list({ query: wanted }).then(
        ({ items }) => isCurrent && setAnswer({ query: wanted, chats: items, hasFailed: false }),
        (thrown: unknown) => {
          if (!(thrown instanceof ParleyError)) throw thrown;
          if (isCurrent) setAnswer({ query: wanted, chats: [], hasFailed: true });
        },
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [rest, wanted, isAsking]);

  const chats = useMemo(() => {
    const needle = wanted.toLowerCase();
    const known = Object.values(byId).filter((chat) => nameOf(chat).toLowerCase().includes(needle));
    const found = answer?.query === wanted ? answer.chats : [];
    const all = new Map([...found, ...known].map((chat) => [chat.id, chat]));
    return [...all.values()]
      .filter(({ state }) => state === 'open')
      .sort((a, b) => (a.lastActivityAt < b.lastActivityAt ? 1 : -1));
  }, [byId, answer, wanted, nameOf]);

  const isAnswered = !isAsking || answer?.query === wanted;
  return { chats, isLoading: !isAnswered, hasFailed: isAsking && answer?.query === wanted && answer.hasFailed };
}
