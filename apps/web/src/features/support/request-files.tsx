'use client';

import { useParley } from '@app/client/react';
import { ATTACHMENT_MIME_TYPES } from '@app/contracts';
import { Paperclip } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import AttachTray from '@/features/attachment/attach-tray';
import { pickFiles } from '@/features/attachment/pick-files';
import { useTray } from '@/features/attachment/tray';
import { Button } from '@/ui/button';
import { REQUEST_TRAY } from './request-tray';

const ACCEPT = Object.keys(ATTACHMENT_MIME_TYPES)
  .map((ending) => `.${ending}`)
  .join();

/** Pictures and papers that show what happened. */
export default function RequestFiles() {
  const t = useTranslations('support');
  const { limits } = useParley();
  const tray = useTray(REQUEST_TRAY);
  const input = useRef<HTMLInputElement>(null);
  const hasTray = tray.isBusy || tray.items.length + tray.refused.length > 0;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      {hasTray && <AttachTray chatId={REQUEST_TRAY} />}
      <span>
        <Button size="sm" onPress={() => input.current?.click()}>
          <Paperclip aria-hidden className="size-4" />
          {t('addFiles')}
        </Button>
      </span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('addFiles')}
        accept={ACCEPT}
        onChange={({ target }) => {
          void pickFiles(REQUEST_TRAY, [...(target.files ?? [])], limits.getState());
          // The same file may be picked again.
          target.value = '';
        }}
      />
    </div>
  );
}
