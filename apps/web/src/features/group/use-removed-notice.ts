'use client';

import { ParleyError } from '@app/client';
import { useChat, useParley } from '@app/client/react';
import type { ChatDto } from '@app/contracts';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { faceOf } from '@/features/chat/chat-face';
import { showNotice } from '@/features/shell/notice';
import { isolate } from '@/ui/text';
import { leftChats } from './left-chats';

/** Somebody who is taken out of the chat on screen is told so, back at the list. */
export function useRemovedNotice(chatId: string | null): void {
  const t = useTranslations('notice');
  const { chats, me } = useParley();
  const router = useRouter();
  const chat = useChat(chatId ?? '');
  const seen = useRef<ChatDto | null>(null);

  useEffect(() => {
    if (chat) seen.current = chat;
    const before = seen.current;
    if (chat || !chatId || before?.id !== chatId) return;
    seen.current = null;
    if (leftChats.has(chatId)) return;
    // A chat also goes from the store for a moment while everything is fetched anew: only the server knows.
    chats.ensure(chatId).catch((thrown: unknown) => {
      if (!(thrown instanceof ParleyError)) throw thrown;
      if (thrown.code !== 'FORBIDDEN') return;
      const name = isolate(faceOf(before, me).name ?? '');
      showNotice({ kind: 'lasting', text: t('removed', { name }), detail: t('removedText') });
      router.replace('/chats');
    });
  }, [chat, chatId, chats, me, router, t]);
}
