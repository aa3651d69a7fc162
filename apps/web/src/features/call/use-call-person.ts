'use client';

import type { TabCall } from '@app/client';
import { useTranslations } from 'next-intl';
import { useKnownChat } from '@/features/chat/use-known-chat';
import { isolate } from '@/ui/text';

export interface CallPerson {
  id: string;
  /** Isolated, for sentences of another direction. */
  name: string;
  plainName: string;
  url: string | null;
}

/** Who the call is with; their chat may not have been seen on this device yet. */
export function useCallPerson({ chatId, otherId }: TabCall): CallPerson {
  const t = useTranslations('call');
  const { chat } = useKnownChat(chatId);
  const user = chat?.members.find(({ userId }) => userId === otherId)?.user;
  const plainName = user?.name ?? t('somebody');
  return { id: otherId, plainName, name: isolate(plainName), url: user?.avatarUrl ?? null };
}
