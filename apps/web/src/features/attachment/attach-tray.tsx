'use client';

import { CircleAlert, FileText, Music, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/button';
import { Spinner } from '@/ui/spinner';
import { isolate } from '@/ui/text';
import { type Picked, type RefusedFile, setTray, useTray } from './tray';
import { useFileSize } from './use-file-size';
import { useObjectUrl } from './use-object-url';

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

function PickedFile({ item, onRemove }: { item: Picked; onRemove: () => void }) {
  const t = useTranslations('file');
  const sizeOf = useFileSize();
  const { name, size, type } = item.file;
  const Icon = type.startsWith('audio/') ? Music : FileText;
  return (
    <div className="edge relative h-20 overflow-hidden rounded-md border border-line bg-sunken">
      {item.isImage ? (
        <Preview file={item.file} />
      ) : (
        <span className="flex h-full w-44 items-center gap-2 ps-3 pe-9 text-sm">
          <Icon aria-hidden className="size-6 flex-none text-accent-text" />
          <span className="min-w-0">
            <span className="block truncate font-name" title={name}>
              <bdi>{name}</bdi>
            </span>
            <span className="block text-xs text-quiet">{sizeOf(size)}</span>
          </span>
        </span>
      )}
      <button
        type="button"
        onClick={onRemove}
        aria-label={t('takeOut', { name: isolate(name) })}
        title={t('takeOut', { name: isolate(name) })}
        className="absolute end-1 top-1 grid size-6 place-items-center rounded-full bg-raised text-ink shadow-1 hover:bg-hover touch:size-8"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}

function Preview({ file }: { file: File }) {
  const url = useObjectUrl(file);
  return url && <img src={url} alt={file.name} className="size-20 object-cover" />;
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
