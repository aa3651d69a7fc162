'use client';

import { useBell } from '@app/client/react';
import { CheckCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import type { ButtonLook } from '@/ui/button-style';
import type { BellActions } from './use-bell-action';

interface ReadAllButtonProps extends Pick<ButtonLook, 'variant' | 'size'> {
  actions: BellActions;
}

export function ReadAllButton({ actions, ...look }: ReadAllButtonProps) {
  const t = useTranslations('notification');
  const hasUnread = useBell((state) => state.counts.unread > 0);
  return (
    <Button {...look} isDisabled={!hasUnread} isPending={actions.isBusy} onPress={() => void actions.markAllRead()}>
      {!actions.isBusy && <CheckCheck aria-hidden className="size-4" />}
      {t('readAll')}
    </Button>
  );
}
