'use client';

import { ParleyError } from '@app/client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/i18n/use-error-text';

interface ViewSaving {
  /** One at a time; a press while one is under way does nothing. */
  save: (change: () => Promise<unknown>) => Promise<void>;
  isSaving: boolean;
  /** Why it was not saved, to stand at the name. */
  fault: string | undefined;
}

/** Saving a queue under a name, which somebody may have taken. */
export function useViewSaving(onSaved: () => void): ViewSaving {
  const t = useTranslations('desk.saved');
  const errorText = useErrorText();
  const [isSaving, setIsSaving] = useState(false);
  const [fault, setFault] = useState<string | undefined>();

  const save = async (change: () => Promise<unknown>) => {
    if (isSaving) return;
    setIsSaving(true);
    setFault(undefined);
    try {
      await change();
      onSaved();
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setFault(thrown.code === 'CONFLICT' ? t('taken') : t('failed', { reason: errorText(thrown.code) }));
    } finally {
      setIsSaving(false);
    }
  };

  return { save, isSaving, fault };
}
