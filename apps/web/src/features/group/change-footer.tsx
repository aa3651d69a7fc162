'use client';

import type { ParleyError } from '@app/client';
import { useTranslations } from 'next-intl';
import { useErrorText } from '@/i18n/use-error-text';
import { Button } from '@/ui/button';
import type { ButtonVariant } from '@/ui/button-style';

interface ChangeFooterProps {
  error: ParleyError | null;
  isPending: boolean;
  isDisabled?: boolean;
  confirmText: string;
  variant?: ButtonVariant;
  onCancel: () => void;
  /** Absent: the button submits the form around it. */
  onConfirm?: () => void;
}

/** The end of a dialog that changes a group: what went wrong, and both ways on. */
export function ChangeFooter(props: ChangeFooterProps) {
  const { error, isPending, isDisabled, confirmText, variant = 'primary', onCancel, onConfirm } = props;
  const t = useTranslations();
  const errorText = useErrorText();
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 p-5 pt-3">
      <p role="alert" className="min-w-full text-sm text-danger empty:hidden">
        {error && t('group.failed', { reason: errorText(error.code) })}
      </p>
      <Button onPress={onCancel}>{t('app.cancel')}</Button>
      <Button
        variant={variant}
        type={onConfirm ? 'button' : 'submit'}
        isPending={isPending}
        isDisabled={isDisabled}
        onPress={onConfirm}
      >
        {confirmText}
      </Button>
    </footer>
  );
}
