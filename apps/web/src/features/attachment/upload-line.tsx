'use client';

import type { PendingMessage } from '@app/client';
import { useParley, useStore } from '@app/client/react';
import { X } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useChatScope } from '../chat/chat-context';
import { partOf } from './upload-part';

/** How far the files of a message are, and the way to stop them. */
export function UploadLine({ pending }: { pending: PendingMessage }) {
  const t = useTranslations('file');
  const format = useFormatter();
  const { store } = useChatScope();
  const { uploads } = useParley();
  const part = useStore(uploads, ({ byId }) => partOf(pending.attachments, byId));
  if (pending.status === 'failed') return null;
  const uploading = t('uploading', { part: format.number(part ?? 0, { style: 'percent', maximumFractionDigits: 0 }) });
  const isUploaded = part === 1;
  return (
    <div className="flex items-center gap-2 py-1 text-xs text-on-bubble-out-quiet">
      <div
        role="progressbar"
        aria-label={uploading}
        aria-valuenow={Math.round((part ?? 0) * 100)}
        className="h-1 min-w-16 flex-1 overflow-hidden rounded-full bg-bubble-out-quote"
      >
        <div
          className="ease h-full rounded-full bg-current transition-[width] forced-colors:bg-[CanvasText]"
          style={{ width: `${(part ?? 0) * 100}%` }}
        />
      </div>
      <span className="tabular">{isUploaded ? t('finishing') : part === null ? t('waiting') : uploading}</span>
      <button
        type="button"
        aria-label={t('cancel')}
        title={t('cancel')}
        onClick={() => store.discard(pending.clientMsgId)}
        className="grid size-6 place-items-center rounded-full hover:bg-bubble-out-quote touch:size-9"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
