'use client';

import { FileText, Music, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { isolate } from '@/ui/text';
import type { Picked } from './tray';
import { useFileSize } from './use-file-size';
import { useObjectUrl } from './use-object-url';

/** A file that will be sent: a picture as it is, another by its name. */
export function PickedFile({ item, onRemove }: { item: Picked; onRemove: () => void }) {
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
