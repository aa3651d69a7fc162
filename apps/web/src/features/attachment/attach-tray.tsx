'use client';

import { CircleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/button';
import { Spinner } from '@/ui/spinner';
import { isolate } from '@/ui/text';
import { PickedFile } from './picked-file';
import { type RefusedFile, setTray, useTray } from './tray';

/** What will be sent with the text, over the field: each can still be taken out. */
export default function AttachTray({ chatId }: { chatId: string }) {
  const t = useTranslations('file');
  const { items, refused, isBusy } = useTray(chatId);
  const remove = (key: string) => setTray(chatId, { items: items.filter((item) => item.key !== key) });
  return (
    <div className="px-1.5 pt-1.5">
      <ul
        aria-label={t('chosen', { count: items.length })}
        className="flex gap-2 overflow-x-auto p-0.5 [scrollbar-width:thin]"
      >
        {items.map((item) => (
          <li key={item.key} className="flex-none">
            <PickedFile item={item} onRemove={() => remove(item.key)} />
          </li>
        ))}
        {isBusy && (
          <li className="grid size-20 flex-none place-items-center rounded-md bg-sunken">
            <Spinner />
          </li>
        )}
      </ul>
      {refused.length > 0 && <Refused files={refused} onClose={() => setTray(chatId, { refused: [] })} />}
    </div>
  );
}

function Refused({ files, onClose }: { files: readonly RefusedFile[]; onClose: () => void }) {
  const t = useTranslations('file');
  return (
    <div role="alert" className="mt-1.5 flex items-start gap-2 rounded-md bg-danger-soft ps-3 text-sm text-danger">
      <CircleAlert aria-hidden className="mt-2.5 size-4 flex-none" />
      <ul className="min-w-0 flex-1 py-2">
        {files.map(({ key, name, reason }) => (
          <li key={key} className="wrap-anywhere">
            {t(`refused.${reason}`, { name: isolate(name) })}
          </li>
        ))}
      </ul>
      <IconButton label={t('dismiss')} onPress={onClose}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
