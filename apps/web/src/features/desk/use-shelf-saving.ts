'use client';

import { ParleyError } from '@app/client';
import type { Shelf } from '@app/client/desk';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/i18n/use-error-text';

export interface ShelfSaving<Input> {
  save: (input: Input) => Promise<void>;
  isSaving: boolean;
  /** Its name is somebody else's already. */
  isTaken: boolean;
  /** Any other reason why it was not saved, as a sentence. */
  fault: string | null;
}

/** Saves a new thing of the desk, or another version of it. A failure keeps what was written. */
export function useShelfSaving<Dto extends { id: string }, Input>(
  shelf: Shelf<Dto, Input>,
  item: Dto | null,
  onSaved: () => void,
): ShelfSaving<Input> {
  const t = useTranslations('desk.shelf');
  const errorText = useErrorText();
  const [isSaving, setIsSaving] = useState(false);
  const [error, setError] = useState<ParleyError | null>(null);
  const isTaken = error?.code === 'CONFLICT';
  return {
    async save(input) {
      setIsSaving(true);
      setError(null);
      try {
        await (item ? shelf.update(item.id, input) : shelf.create(input));
        onSaved();
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        setError(thrown);
      } finally {
        setIsSaving(false);
      }
    },
    isSaving,
    isTaken,
    fault: error && !isTaken ? t('failed', { reason: errorText(error.code) }) : null,
  };
}
