'use client';

import type { PendingMessage } from '@app/client';
import { useParley, useStore } from '@app/client/react';
import { useFormatter, useTranslations } from 'next-intl';
import { partOf } from './upload-part';

/** How far the files of a message are, in words and as a part of one. */
export function useUploadText({ attachments }: PendingMessage): { text: string; part: number } {
  const t = useTranslations('file');
  const format = useFormatter();
  const { uploads } = useParley();
  const part = useStore(uploads, ({ byId }) => partOf(attachments, byId));
  if (part === null) return { text: t('waiting'), part: 0 };
  const percent = format.number(part, { style: 'percent', maximumFractionDigits: 0 });
  return { text: part === 1 ? t('finishing') : t('uploading', { part: percent }), part };
}
