'use client';

import { useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';
import { PaneBar } from '@/ui/pane';
import { Skeleton } from '@/ui/skeleton';

const BUBBLES = ['w-2/5', 'w-3/5 ms-auto', 'w-1/3', 'w-1/2', 'w-2/5 ms-auto', 'w-1/4 ms-auto', 'w-5/12'];

/** Header, bubbles and composer in their sizes. */
export function ChatSkeleton() {
  return (
    <>
      <PaneBar className="gap-3">
        <Skeleton className="size-9 rounded-full" />
        <span className="grid flex-1 gap-2">
          <Skeleton className="h-3 w-36" />
          <Skeleton className="h-2.5 w-20" />
        </span>
      </PaneBar>
      <HistorySkeleton />
    </>
  );
}

export function HistorySkeleton() {
  const t = useTranslations('app');
  return (
    <div role="status" className="mx-auto grid w-full max-w-4xl flex-1 content-end gap-3.5 overflow-hidden px-6 py-4">
      <span className="sr-only">{t('loading')}</span>
      {BUBBLES.map((width) => (
        <Skeleton key={width} className={cx('h-10 rounded-bubble', width)} />
      ))}
    </div>
  );
}
