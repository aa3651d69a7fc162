'use client';

import type { EvidencePartDto } from '@app/contracts';
import { Paperclip } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSystemText } from '@/features/chat/use-system-text';
import { useDateText } from '@/i18n/use-date-text';

interface EvidenceMessageProps {
  part: Extract<EvidencePartDto, { kind: 'message' }>;
  nameOf: (userId: string | null) => string;
}

/** A message as it was frozen: every earlier text, and what it said before it was deleted. */
export function EvidenceMessage({ part: { message, text, edits }, nameOf }: EvidenceMessageProps) {
  const t = useTranslations('evidence');
  const date = useDateText();
  const systemText = useSystemText();
  const when = (at: string) => <time dateTime={at}>{date.full(at)}</time>;
  if (message.system) {
    return <li className="px-3 py-1 text-center text-xs text-support">{systemText(message.system)}</li>;
  }
  return (
    <li className="edge grid grid-cols-[minmax(0,1fr)] gap-1 rounded-md bg-sunken px-3 py-2">
      <p className="flex flex-wrap justify-between gap-x-3 text-xs text-quiet">
        <bdi className="font-name text-ink">{nameOf(message.senderId)}</bdi>
        {when(message.createdAt)}
      </p>
      {edits.map(({ text: before, at }) => (
        <p key={at} className="rounded-sm bg-hover px-2 py-1 text-sm text-soft">
          <span className="block text-2xs">{t.rich('before', { when: () => when(at) })}</span>
          <span dir="auto" className="block whitespace-pre-wrap wrap-anywhere">
            {before}
          </span>
        </p>
      ))}
      {text && (
        <p dir="auto" className="text-msg whitespace-pre-wrap wrap-anywhere">
          {text}
        </p>
      )}
      {message.attachments.map(({ id, name }) => (
        <a
          key={id}
          href={`/api/attachments/${id}`}
          target="_blank"
          rel="noreferrer"
          className="prose-link flex items-center gap-1.5 text-sm"
        >
          <Paperclip aria-hidden className="size-3.5 flex-none" />
          <bdi className="one-line">{name}</bdi>
        </a>
      ))}
      {message.deletedAt && (
        <p className="text-xs font-name text-danger">
          {t.rich('deleted', { when: () => when(message.deletedAt ?? '') })}
        </p>
      )}
    </li>
  );
}
