'use client';

import { useParley } from '@app/client/react';
import type { ChatDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { type ChatFace, faceOf } from './chat-face';

/** `faceOf` with a name that is never missing. */
export function useChatFace(chat: ChatDto): ChatFace & { name: string } {
  const t = useTranslations('inbox');
  const { me } = useParley();
  const face = faceOf(chat, me);
  return { ...face, name: face.name || t('supportName') };
}
