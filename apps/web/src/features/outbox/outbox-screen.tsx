'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { OutboxLetterDto } from '@app/contracts';
import { Mail } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { PageTitle } from '@/features/shell/page-title';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { Page } from '@/ui/page';
import { SkeletonRows } from '@/ui/skeleton';
import { LetterRow } from './letter-row';

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
