'use client';

import { useParley } from '@app/client/react';
import type { OutboxLetterContentDto, OutboxLetterDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAttempt } from '@/features/shell/use-attempt';
import { useDateText } from '@/i18n/use-date-text';
import { Press } from '@/ui/press';
import { plainTextOf } from './plain-text';

/** A letter opens where it stands: its words, and below them the file as it would have been sent. */
export function LetterRow({ letter }: { letter: OutboxLetterDto }) {
  const { rest } = useParley();
  const attempt = useAttempt();
  const date = useDateText();
  const [content, setContent] = useState<OutboxLetterContentDto | null>(null);
  const open = () => attempt(async () => setContent(await rest.outbox.get(letter.id)));
  return (
    <li className="border-b border-line last:border-0">
      <Press
        aria-expanded={content !== null}
        onPress={() => (content ? setContent(null) : void open())}
        className="ease grid w-full grid-cols-[minmax(0,1fr)_auto] gap-x-3 rounded-md px-2 py-2.5 text-start transition-colors hover:bg-hover"
      >
        <span className="min-w-0">
          <span className="block text-md font-name text-ink wrap-anywhere">
            <bdi>{letter.subject}</bdi>
          </span>
          <span className="block text-sm text-soft wrap-anywhere">
            <bdi>{letter.to}</bdi>
          </span>
        </span>
        <time dateTime={letter.at} suppressHydrationWarning className="text-xs text-quiet">
          {date.short(letter.at)}
        </time>
      </Press>
      {content && <LetterContent raw={content.raw} />}
    </li>
  );
}

function LetterContent({ raw }: { raw: string }) {
  const t = useTranslations('settings');
  const text = plainTextOf(raw);
  return (
    <div className="mx-2 mb-3 grid gap-3 rounded-md bg-sunken p-4">
      {text && <p className="text-sm whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext]">{text}</p>}
      <details open={text === null}>
        <summary className="w-fit cursor-pointer rounded-xs py-1 text-xs text-soft">{t('letterSource')}</summary>
        <pre dir="ltr" className="mt-2 text-xs whitespace-pre-wrap wrap-anywhere">
          {raw}
        </pre>
      </details>
    </div>
  );
}
