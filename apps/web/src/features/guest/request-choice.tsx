'use client';

import { useTickets } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { SelectField } from '@/ui/select-field';

interface RequestChoiceProps {
  ids: readonly string[];
  value: string;
  onChange: (ticketId: string) => void;
}

/** Which of the guest's requests is shown. */
export function RequestChoice({ ids, value, onChange }: RequestChoiceProps) {
  const t = useTranslations('support');
  const byId = useTickets((state) => state.byId);
  const known = ids.flatMap((id) => byId[id] ?? []);
  return (
    <div className="w-full flex-none border-b border-line bg-surface px-4 py-2 max-tablet:px-3">
      <SelectField
        label={t('title')}
        value={value}
        onChange={(id) => id && onChange(id)}
        options={known.map(({ id, number, subject }) => ({ id, text: `#${number} · ${subject}` }))}
      />
    </div>
  );
}
