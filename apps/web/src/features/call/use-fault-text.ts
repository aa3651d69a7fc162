'use client';

import type { CallFault } from '@app/client';
import { useTranslations } from 'next-intl';
import { useErrorText } from '@/i18n/use-error-text';

/** What went wrong, and what the person can do about it. */
export function useFaultText(): (fault: CallFault) => string {
  const t = useTranslations('call.fault');
  const errorText = useErrorText();
  return (fault) => {
    if (fault.kind === 'noRoute') return t('noRoute');
    if (fault.kind === 'refused') return t('refused', { reason: errorText(fault.code) });
    return t(fault.device, { reason: fault.reason });
  };
}
