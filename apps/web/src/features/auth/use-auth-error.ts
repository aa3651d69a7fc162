'use client';

import type { ParleyError } from '@app/client';
import { useTranslations } from 'next-intl';
import { useErrorText } from '@/i18n/use-error-text';

export interface AuthErrorText {
  form: string | null;
  field: (name: string) => string | undefined;
}

/** Where each refusal is shown: next to the field it is about, else above the form. */
export function useAuthError(error: ParleyError | null): AuthErrorText {
  const t = useTranslations('auth');
  const errorText = useErrorText();
  const hasFields = Object.keys(error?.fields ?? {}).length > 0;
  return {
    form: !error || hasFields ? null : formText(),
    field: (name) => (error?.fields[name] ? t('notAccepted') : undefined),
  };

  function formText(): string {
    if (error?.code === 'BAD_CREDENTIALS') return t('badCredentials');
    if (error?.code === 'EMAIL_TAKEN') return t('emailTaken');
    return t('failed', { reason: errorText(error?.code ?? null) });
  }
}
