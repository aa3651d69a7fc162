'use client';

import { CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageTitle } from '@/features/shell/page-title';
import { Banner } from '@/ui/banner';
import { LoadFailure } from '@/ui/load-failure';
import { Page } from '@/ui/page';
import { SkeletonRows } from '@/ui/skeleton';
import { ProcessTable } from './process-table';
import { TotalTiles } from './total-tiles';
import { useLiveFigures } from './use-live-figures';

/** What the service does right now, process by process. */
export function LiveScreen() {
  const t = useTranslations('live');
  const { figures, history, hasFailed, ask } = useLiveFigures();
  return (
    <>
      <PageTitle page={t('title')} />
      <Page title={t('title')}>
        <p className="mb-4 text-sm text-soft">{t('text')}</p>
        {figures && !figures.isInTouch && <Notice>{t('outOfTouch')}</Notice>}
        {figures && hasFailed && <Notice>{t('stale')}</Notice>}
        {!figures && !hasFailed && <SkeletonRows count={6} />}
        {!figures && hasFailed && (
          <LoadFailure title={t('loadError')} onRetry={() => void ask()}>
            {t('loadErrorText')}
          </LoadFailure>
        )}
        <TotalTiles history={history} />
        {figures && <ProcessTable processes={figures.processes} />}
      </Page>
    </>
  );
}

function Notice({ children }: { children: ReactNode }) {
  return (
    <div role="status" className="mb-4 overflow-hidden rounded-lg">
      <Banner icon={CloudOff} tone="warn">
        {children}
      </Banner>
    </div>
  );
}
