'use client';

import { useTranslations } from 'next-intl';
import { Button } from './button';
import { useInView } from './use-in-view';

interface LoadMoreProps {
  isLoading: boolean;
  onMore: () => void;
}

/** Loads by itself when it comes into view; the button is there for everybody else. */
export function LoadMore({ isLoading, onMore }: LoadMoreProps) {
  const t = useTranslations('app');
  const ref = useInView<HTMLDivElement>(onMore);
  return (
    <div ref={ref} className="grid place-items-center py-2">
      <Button variant="ghost" size="sm" isPending={isLoading} onPress={onMore}>
        {t('loadMore')}
      </Button>
    </div>
  );
}
