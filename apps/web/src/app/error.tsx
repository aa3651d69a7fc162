'use client';

import { CloudOff, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

export default function RootError({ retry }: { retry: () => void }) {
  const t = useTranslations();
  return (
    <main className="flex min-h-dvh">
      <title>{t('app.title', { page: t('error.unavailableTitle') })}</title>
      <EmptyState
        heading="h1"
        role="alert"
        icon={CloudOff}
        title={t('error.unavailableTitle')}
        action={
          <Button onPress={retry}>
            <RotateCw aria-hidden className="size-4" />
            {t('app.retry')}
          </Button>
        }
      >
        {t('error.unavailableText')}
      </EmptyState>
    </main>
  );
}
