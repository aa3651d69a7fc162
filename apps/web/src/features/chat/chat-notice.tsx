'use client';

import type { ParleyError } from '@app/client';
import { CloudOff, MessageCircleOff, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

/** The answer to a foreign chat and to one that never was is the same, so that nobody learns which. */
const NOT_HERE: ReadonlySet<string> = new Set(['FORBIDDEN', 'NOT_FOUND', 'VALIDATION']);

export default function ChatNotice({ error, onRetry }: { error: ParleyError; onRetry: () => void }) {
  const t = useTranslations();
  if (NOT_HERE.has(error.code)) {
    return (
      <EmptyState
        role="alert"
        icon={MessageCircleOff}
        title={t('chat.notFoundTitle')}
        action={<ButtonLink href="/chats">{t('chat.toChats')}</ButtonLink>}
      >
        {t('chat.notFoundText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      role="alert"
      icon={CloudOff}
      title={t('chat.errorTitle')}
      action={
        <Button onPress={onRetry}>
          <RotateCw aria-hidden className="size-4" />
          {t('app.retry')}
        </Button>
      }
    >
      {t('chat.errorText')}
    </EmptyState>
  );
}
