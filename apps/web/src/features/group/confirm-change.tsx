'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Dialog } from '@/ui/dialog';
import { ChangeFooter } from './change-footer';
import { useGroupChange } from './use-group-change';

interface ConfirmChangeProps {
  title: string;
  children: ReactNode;
  confirmText: string;
  variant?: 'danger' | 'primary';
  change: () => Promise<unknown>;
  onClose: () => void;
  onDone?: () => void;
}

/** Asked before what cannot simply be taken back; stays open with the reason when it is refused. */
export function ConfirmChange({
  title,
  children,
  confirmText,
  variant = 'danger',
  change,
  onClose,
  onDone,
}: ConfirmChangeProps) {
  const t = useTranslations('app');
  const { run, error, isPending } = useGroupChange();
  const confirm = async () => {
    if (!(await run(change))) return;
    onClose();
    onDone?.();
  };
  return (
    <Dialog kind="alert" title={title} isOpen onClose={onClose} closeLabel={t('cancel')}>
      <p className="px-5 text-soft">{children}</p>
      <ChangeFooter
        error={error}
        isPending={isPending}
        variant={variant}
        confirmText={confirmText}
        onCancel={onClose}
        onConfirm={() => void confirm()}
      />
    </Dialog>
  );
}
