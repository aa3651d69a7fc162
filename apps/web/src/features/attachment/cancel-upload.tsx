'use client';

import type { PendingMessage } from '@app/client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useChatScope } from '../chat/chat-context';

/** Ends the uploads of a message, and drops it. */
export function CancelUpload({ pending }: { pending: PendingMessage }) {
  const t = useTranslations('file');
  const { store, announce } = useChatScope();
  return (
    <button
      type="button"
      aria-label={t('cancelUpload')}
      title={t('cancelUpload')}
      onClick={() => {
        store.discard(pending.clientMsgId);
        announce(t('cancelled'));
      }}
      className="grid size-7 flex-none place-items-center rounded-full hover:bg-[rgb(255_255_255/0.2)] focus-visible:outline-current touch:size-11"
    >
      <X aria-hidden className="size-4" />
    </button>
  );
}
