'use client';

import { useParley } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { showNotice } from '@/features/shell/notice';
import { useAttempt } from '@/features/shell/use-attempt';
import { isolate } from '@/ui/text';

/** Ends a block at once; it can be put on again as easily. */
export function useUnblock(onEnded?: (userId: string) => void) {
  const t = useTranslations('block');
  const { chats } = useParley();
  const attempt = useAttempt();
  const [isPending, setIsPending] = useState(false);
  const unblock = async ({ id, name }: { id: string; name: string }) => {
    setIsPending(true);
    await attempt(async () => {
      await chats.setBlocked(id, false);
      showNotice({ text: t('ended', { name: isolate(name) }) });
      onEnded?.(id);
    });
    setIsPending(false);
  };
  return { unblock, isPending };
}
