'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PeopleChoice } from '@/features/group/people-choice';
import { Press } from '@/ui/press';
import { type BroadcastDraft, LIST_MAX } from './broadcast-draft';

interface ListFieldsProps {
  draft: BroadcastDraft;
  onChange: (part: Partial<BroadcastDraft>) => void;
}

/** People by name, one by one; those of an earlier broadcast stay together. */
export function ListFields({ draft, onChange }: ListFieldsProps) {
  const t = useTranslations('broadcast');
  const kept = draft.keptIds.length;
  return (
    <div className="mb-4 grid grid-cols-[minmax(0,1fr)] gap-2">
      {kept > 0 && (
        <p className="edge inline-flex items-center justify-self-start rounded-full bg-accent-soft ps-3 text-sm text-accent-text">
          {t('keptPeople', { count: kept })}
          <Press
            aria-label={t('dropKept')}
            onPress={() => onChange({ keptIds: [] })}
            className="grid size-7 place-items-center rounded-full hover:bg-hover touch:size-11"
          >
            <X aria-hidden className="size-3.5" />
          </Press>
        </p>
      )}
      <PeopleChoice chosen={draft.people} onChange={(people) => onChange({ people })} max={LIST_MAX - kept} />
    </div>
  );
}
