'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** Said where the eye is, and to who listens: the last change is stored, or is not and why. */
export function SaveOutcome({ isSaved, fault }: { isSaved: boolean; fault: string | null }) {
  const t = useTranslations('settings');
  return (
    <>
      <span role="status" className="text-sm text-success">
        {isSaved && t('saved')}
      </span>
      <span role="alert" className="flex items-center gap-1.5 text-sm text-danger">
        {fault && (
          <>
            <CircleAlert aria-hidden className="size-4 flex-none" />
            {t('saveFailed', { reason: fault })}
          </>
        )}
      </span>
    </>
  );
}
