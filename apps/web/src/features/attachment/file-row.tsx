'use client';

import type { PendingMessage } from '@app/client';
import { attachmentPath } from '@app/contracts';
import { Download, FileText, Music } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cx } from '@/ui/cx';
import type { Shown } from './shown';
import { UploadLine } from './upload-line';
import { useFileSize } from './use-file-size';

interface FileRowProps {
  file: Shown;
  isOwn: boolean;
  /** Its message, while it is on its way. */
  uploading: PendingMessage | null;
  /** At its end, instead of the sign for a download. */
  children: ReactNode;
}

/** One file of a message; a press downloads it. */
export function FileRow({ file, isOwn, uploading, children }: FileRowProps) {
  const t = useTranslations('file');
  const sizeOf = useFileSize();
  const { id, name, mimeType, size } = file;
  const Icon = mimeType.startsWith('audio/') ? Music : FileText;
  const kind = /\.([^.]{1,5})$/.exec(name)?.[1]?.toUpperCase();
  const content = (
    <>
      <span
        className={cx(
          'grid size-10 flex-none place-items-center rounded-md',
          isOwn ? 'bg-bubble-out-quote' : 'bg-hover text-accent-text',
        )}
      >
        <Icon aria-hidden className="size-5" />
      </span>
      <span className="min-w-0 flex-1 text-start leading-snug">
        <span className="block truncate text-sm font-name" title={name}>
          <bdi>{name}</bdi>
        </span>
        <span className={cx('block text-xs', isOwn ? 'text-on-bubble-out-quiet' : 'text-quiet')}>
          {uploading ? <UploadLine pending={uploading} /> : [kind, sizeOf(size)].filter(Boolean).join(' · ')}
        </span>
      </span>
      {id && !uploading && <Download aria-hidden className="size-4 flex-none opacity-70" />}
      {children}
    </>
  );
  const style = 'flex h-14 w-full items-center gap-2.5 rounded-sm text-inherit no-underline';
  if (!id || uploading) return <div className={style}>{content}</div>;
  return (
    <a href={attachmentPath(id)} download={name} className={cx(style, 'hover:underline')}>
      <span className="sr-only">{t('downloadFile')}</span>
      {content}
    </a>
  );
}
