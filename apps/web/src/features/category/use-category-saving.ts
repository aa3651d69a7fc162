'use client';

import { ParleyError } from '@app/client';
import { type TicketCategoryDto, writtenLabels } from '@app/contracts';
import { useState } from 'react';
import { type CategoryDraft, keyOf } from './category-draft';
import { useCategoryList } from './use-categories';
import { useCategoryFault } from './use-category-fault';

export interface CategorySaving {
  save: (draft: CategoryDraft) => Promise<void>;
  isSaving: boolean;
  /** Another category has the key. */
  isTaken: boolean;
  fault: string | null;
}

/** Saves a new category, or another version of one. A failure keeps what was written. */
export function useCategorySaving(category: TicketCategoryDto | null, onSaved: () => void): CategorySaving {
  const list = useCategoryList();
  const { fault, error, tell } = useCategoryFault();
  const [isSaving, setIsSaving] = useState(false);
  /** Of the list that the form was opened on: what somebody else has changed since is not written over unseen. */
  const [opened, setOpened] = useState(() => list.getState().version);
  return {
    async save(draft) {
      setIsSaving(true);
      void tell(null);
      const { isOffered } = draft;
      const labels = writtenLabels(draft.labels);
      try {
        await (category
          ? list.update(category.key, { labels, isOffered, version: opened })
          : list.create({ key: keyOf(draft), labels }));
        onSaved();
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        await tell(thrown);
        if (thrown.code === 'CONFLICT') setOpened(list.getState().version);
      } finally {
        setIsSaving(false);
      }
    },
    isSaving,
    isTaken: error?.fields.key !== undefined,
    fault,
  };
}
