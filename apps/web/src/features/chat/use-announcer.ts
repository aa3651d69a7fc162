'use client';

import { useMessages } from '@app/client/react';
import { toGist } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { isolate } from '@/ui/text';
import { useChatScope } from './chat-context';
import { useGistText } from './use-gist-text';

/** One announcement a second at most: a reader can follow no more. */
const PAUSE_MS = 1_000;

/** Says what others write while the chat is open: the message, or how many when several came at once. */
export function useMessageAnnouncer(): void {
  const t = useTranslations('chat');
  const gistText = useGistText();
  const { chat, me, nameOf, announce } = useChatScope();
  const { items, isLoaded, hasAfter } = useMessages(chat.id, (state) => ({
    items: state.items,
    isLoaded: state.isLoaded,
    hasAfter: state.hasAfter,
  }));
  const toldSeq = useRef<number | null>(null);

  useEffect(() => {
    const headSeq = items.at(-1)?.seq ?? 0;
    // Pages of history are not news: only what comes at the end of a history that reaches it.
    if (!isLoaded || hasAfter || toldSeq.current === null) {
      toldSeq.current = isLoaded ? headSeq : null;
      return;
    }
    const from = toldSeq.current;
    const news = items.filter((item) => item.seq > from && item.senderId !== null && item.senderId !== me.id);
    if (!news.length) return;
    const timer = setTimeout(() => {
      toldSeq.current = headSeq;
      const [first] = news;
      if (!first) return;
      const single = t('liveMessage', {
        name: isolate(nameOf(first.senderId)),
        text: isolate(gistText(toGist(first), first.text)),
      });
      announce(news.length === 1 ? single : t('liveCount', { count: news.length }));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [items, isLoaded, hasAfter, me.id, nameOf, announce, gistText, t]);
}
