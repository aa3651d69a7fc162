'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { OutboxLetterContentDto, OutboxLetterDto } from '@app/contracts';
import { Mail } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { PageTitle } from '@/features/shell/page-title';
import { useAttempt } from '@/features/shell/use-attempt';
import { useDateText } from '@/i18n/use-date-text';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { Page } from '@/ui/page';
import { Press } from '@/ui/press';
import { SkeletonRows } from '@/ui/skeleton';

/** The demo has no mail server: what it would have sent is read here. */
export function OutboxScreen() {
  const t = useTranslations('settings');
  const { letters, hasFailed, load } = useLetters();
  return (
    <>
      <PageTitle page={t('outbox')} />
      <Page title={t('outbox')} isNarrow>
        <p className="mb-4 text-sm text-soft">{t('outboxText')}</p>
        <Card className="flex min-h-64 flex-col p-2 max-tablet:-mx-4 max-tablet:rounded-none">
          {hasFailed && (
            <LoadFailure title={t('outboxError')} onRetry={() => void load()}>
              {t('outboxErrorText')}
            </LoadFailure>
          )}
          {!letters && !hasFailed && <SkeletonRows count={6} />}
          {letters?.length === 0 && (
            <EmptyState size="inline" icon={Mail} title={t('outboxEmpty')}>
              {t('outboxEmptyText')}
            </EmptyState>
          )}
          {letters && letters.length > 0 && (
            <ul aria-label={t('outbox')}>
              {letters.map((letter) => (
                <LetterRow key={letter.id} letter={letter} />
              ))}
            </ul>
          )}
        </Card>
      </Page>
    </>
  );
}

/** A letter opens where it stands, as it was written. */
function LetterRow({ letter }: { letter: OutboxLetterDto }) {
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
        <bdi className="text-md font-name text-ink wrap-anywhere">{letter.subject}</bdi>
        <time dateTime={letter.at} suppressHydrationWarning className="text-xs text-quiet">
          {date.short(letter.at)}
        </time>
        <bdi className="text-sm text-soft wrap-anywhere">{letter.to}</bdi>
      </Press>
      {content && (
        <pre
          dir="ltr"
          className="scroll-y mx-2 mb-3 max-h-96 rounded-md bg-hover p-3 text-xs whitespace-pre-wrap wrap-anywhere"
        >
          {content.raw}
        </pre>
      )}
    </li>
  );
}

function useLetters() {
  const { rest } = useParley();
  const [letters, setLetters] = useState<OutboxLetterDto[] | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const load = useCallback(async () => {
    setHasFailed(false);
    try {
      setLetters(await rest.outbox.list());
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setHasFailed(true);
    }
  }, [rest]);
  useEffect(() => void load(), [load]);
  return { letters, hasFailed, load };
}
