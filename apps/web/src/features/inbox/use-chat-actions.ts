'use client';

import { useParley } from '@app/client/react';
import type { ChatDto, ChatPreferencesInput } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { faceOf } from '@/features/chat/chat-face';
import { showNotice } from '@/features/shell/notice';
import { useAttempt } from '@/features/shell/use-attempt';
import { isolate } from '@/ui/text';
import { mutedUntil } from './mute';

export interface ChatActions {
  setPinned: (chat: ChatDto, isPinned: boolean) => void;
  /** For so many milliseconds; null: for ever. */
  mute: (chat: ChatDto, ms: number | null) => void;
  unmute: (chat: ChatDto) => void;
  /** Says so with a way back, because the chat leaves the list that is looked at. */
  setArchived: (chat: ChatDto, isArchived: boolean) => void;
  markUnread: (chat: ChatDto) => void;
  markRead: (chat: ChatDto) => void;
}

/** What a person does with a chat of the list. Shown at once; what the server refuses is taken back and said. */
export function useChatActions(): ChatActions {
  const t = useTranslations();
  const parley = useParley();
  const attempt = useAttempt();
  const { chats, me } = parley;

  const change = (chat: ChatDto, input: ChatPreferencesInput) => attempt(() => chats.setPreferences(chat.id, input));

  const setArchived = (chat: ChatDto, isArchived: boolean) => {
    const name = isolate(faceOf(chat, me).name ?? t('inbox.supportName'));
    showNotice({
      text: t(isArchived ? 'notice.archived' : 'notice.unarchived', { name }),
      onUndo: () => void change(chat, { isArchived: !isArchived, isPinned: isArchived && chat.pinnedAt !== null }),
    });
    void change(chat, { isArchived });
  };

  return {
    setPinned: (chat, isPinned) => void change(chat, { isPinned }),
    mute: (chat, ms) => void change(chat, { mutedUntil: mutedUntil(ms, parley.now()) }),
    unmute: (chat) => void change(chat, { mutedUntil: null }),
    setArchived,
    markUnread: (chat) => void change(chat, { isMarkedUnread: true }),
    markRead: (chat) => {
      if (chat.unread > 0) parley.messages(chat.id).markRead(chat.headSeq);
      if (chat.isMarkedUnread) void change(chat, { isMarkedUnread: false });
    },
  };
}
