'use client';

import type { TicketNoteDto } from '@app/contracts';
import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MessageText } from '@/features/chat/message-text';
import { useDateText } from '@/i18n/use-date-text';
import { Avatar } from '@/ui/avatar';
import { isolate } from '@/ui/text';

/** Words of the staff among the messages, in a colour that nothing else has. No customer ever sees it. */
export function NoteRow({ note }: { note: TicketNoteDto }) {
  const t = useTranslations('desk');
  const date = useDateText();
  const { author, createdAt, text } = note;
  return (
    <div className="pt-3.5">
      <section
        aria-label={t('noteOf', { name: isolate(author.name) })}
        className="edge grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-md border border-note-line bg-note px-4 py-3 text-md text-on-note"
      >
        <Avatar id={author.id} name={author.name} url={author.avatarUrl} size="s" />
        <div className="min-w-0">
          <p className="flex items-center gap-2 text-xs">
            <bdi className="one-line font-semibold">{author.name}</bdi>
            <span className="inline-flex flex-none items-center gap-1">
              <Lock aria-hidden className="size-3.5" />
              {t('note')}
            </span>
            <time
              dateTime={createdAt}
              title={date.full(createdAt)}
              suppressHydrationWarning
              className="ms-auto flex-none"
            >
              {date.time(createdAt)}
            </time>
          </p>
          <p dir="auto" className="mt-0.5 whitespace-pre-wrap wrap-anywhere">
            <MessageText text={text} />
          </p>
        </div>
      </section>
    </div>
  );
}
