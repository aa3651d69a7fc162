'use client';

import type { ParleyError } from '@app/client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/i18n/use-error-text';
import { useCategoryList } from './use-categories';

interface CategoryFault {
  /** As a sentence. */
  fault: string | null;
  error: ParleyError | null;
  /** Null: there is none any more. */
  tell: (error: ParleyError | null) => Promise<void>;
}

/** Why the list was not changed. When another admin was faster it is loaded again, so that the next attempt begins with theirs. */
export function useCategoryFault(): CategoryFault {
  const t = useTranslations('category');
  const list = useCategoryList();
  const errorText = useErrorText();
  const [error, setError] = useState<ParleyError | null>(null);
  return {
    fault: error && textOf(error),
    error,
    async tell(next) {
      setError(next);
      if (next?.code === 'CONFLICT') await list.load();
    },
  };

  function textOf({ code, fields }: ParleyError): string | null {
    if (fields.key) return null;
    if (fields.isOffered) return t('lastOne');
    return code === 'CONFLICT' ? t('conflict') : t('failed', { reason: errorText(code) });
  }
}
