'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { DecisionDto } from '@app/contracts';
import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import { PageTitle } from '@/features/shell/page-title';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { LoadMore } from '@/ui/load-more';
import { Page } from '@/ui/page';
import { SkeletonRows } from '@/ui/skeleton';
import { DecisionRow } from './decision-row';
import { LogFinder } from './log-finder';

/** Why did or didn't I get this: what happened, and what became of it on each channel. */
export function DecisionLogScreen({ userId }: { userId?: string }) {
  const t = useTranslations('decisions');
  const { me } = useParley();
  const { rows, hasMore, isLoading, hasFailed, load } = useDecisions(userId);
  return (
    <>
      <PageTitle page={t('title')} />
      <Page title={userId === undefined ? t('title') : t('ofOther')} isNarrow>
        {me.role === 'admin' && <LogFinder userId={userId} />}
        <Card className="flex min-h-64 flex-col p-2 max-tablet:-mx-4 max-tablet:rounded-none" aria-busy={rows === null}>
          {rows === null && !hasFailed && <SkeletonRows count={8} />}
          {rows?.length === 0 && (
            <EmptyState size="inline" icon={History} title={t('empty')}>
              {t('emptyText')}
            </EmptyState>
          )}
          {rows && rows.length > 0 && (
            <ul aria-label={t('list')}>
              {rows.map((row) => (
                <DecisionRow key={row.id} row={row} />
              ))}
            </ul>
          )}
          {hasFailed && (
            <LoadFailure title={t('loadError')} onRetry={() => void load()}>
              {t('loadErrorText')}
            </LoadFailure>
          )}
          {hasMore && !hasFailed && <LoadMore isLoading={isLoading} onMore={() => void load()} />}
        </Card>
      </Page>
    </>
  );
}

function useDecisions(userId: string | undefined) {
  const { rest } = useParley();
  const [state, setState] = useState<{ rows: DecisionDto[] | null; cursor: string | null }>({
    rows: null,
    cursor: null,
  });
  const [isLoading, setIsLoading] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);

  /** The last question: an answer about somebody else is not shown. */
  const asked = useRef(0);

  const loadPage = useCallback(
    async (cursor: string | null) => {
      asked.current += 1;
      const turn = asked.current;
      setIsLoading(true);
      setHasFailed(false);
      try {
        const page = await rest.notifications.decisions({ userId, cursor: cursor ?? undefined });
        if (turn !== asked.current) return;
        setState(({ rows }) => ({ rows: [...(cursor ? (rows ?? []) : []), ...page.items], cursor: page.nextCursor }));
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        if (turn === asked.current) setHasFailed(true);
      } finally {
        if (turn === asked.current) setIsLoading(false);
      }
    },
    [rest, userId],
  );

  useEffect(() => {
    setState({ rows: null, cursor: null });
    void loadPage(null);
  }, [loadPage]);
  const { rows, cursor } = state;
  return { rows, hasMore: cursor !== null, isLoading, hasFailed, load: () => loadPage(cursor) };
}
