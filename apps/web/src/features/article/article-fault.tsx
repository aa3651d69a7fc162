'use client';

import type { ParleyError } from '@app/client';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useErrorText } from '@/i18n/use-error-text';

/** Why it was not kept. */
export function ArticleFault({ error }: { error: ParleyError | null }) {
  const t = useTranslations('article');
  const errorText = useErrorText();
  return (
    <div role="alert">
      {error && (
        <p className="mb-4 flex items-start gap-2 rounded-sm bg-danger-soft px-3 py-2.5 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 flex-none" />
          <span>{t('saveFailed', { reason: errorText(error.code) })}</span>
        </p>
      )}
    </div>
  );
}
