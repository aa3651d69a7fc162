'use client';

import { CloudOff, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from './button';
import { EmptyState } from './empty-state';

interface LoadFailureProps {
  title: string;
  onRetry: () => void;
  /** What it means for the reader. */
  children: ReactNode;
}

/** A list that did not load: says so, and offers to try again. */
export function LoadFailure({ title, onRetry, children }: LoadFailureProps) {
  const t = useTranslations('app');
  return (
    <EmptyState
      size="inline"
      role="alert"
      icon={CloudOff}
      title={title}
      action={
        <Button size="sm" onPress={onRetry}>
          <RotateCw aria-hidden className="size-4" />
          {t('retry')}
        </Button>
      }
    >
      {children}
    </EmptyState>
  );
}
