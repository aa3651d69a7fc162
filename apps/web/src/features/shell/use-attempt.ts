'use client';

import { ParleyError } from '@app/client';
import { useTranslations } from 'next-intl';
import { useErrorText } from '@/i18n/use-error-text';
import { showNotice } from './notice';

/** For a change made from a menu that has closed since: what the server refuses is said at the foot of the page. */
export function useAttempt(): (change: () => Promise<unknown>) => Promise<void> {
  const t = useTranslations('notice');
  const errorText = useErrorText();
  return async (change) => {
    try {
      await change();
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      showNotice({ kind: 'failure', text: t('failed', { reason: errorText(thrown.code) }) });
    }
  };
}
