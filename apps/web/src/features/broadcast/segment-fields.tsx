'use client';

import { LOCALES, ROLES } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { LOCALE_NAME } from '@/i18n/locale';
import type { BroadcastDraft } from './broadcast-draft';
import { MultiChoice } from './multi-choice';
import { SavedSegments } from './saved-segments';
import type { Choices } from './use-choices';
import { WordField } from './word-field';

interface SegmentFieldsProps {
  draft: BroadcastDraft;
  onChange: (part: Partial<BroadcastDraft>) => void;
  choices: Choices;
}

/** The conditions of a segment, or those of a saved one. */
export function SegmentFields({ draft, onChange, choices }: SegmentFieldsProps) {
  const t = useTranslations('broadcast');
  return (
    <div className="mb-4 grid grid-cols-[minmax(0,1fr)] gap-4">
      <SavedSegments draft={draft} onChange={onChange} choices={choices} />
      <p className="text-sm text-soft">{t('segmentHint')}</p>
      <Condition title={t('rolesTitle')}>
        <MultiChoice
          label={t('rolesTitle')}
          value={draft.roles}
          onChange={(roles) => onChange({ roles })}
          options={ROLES.map((id) => ({ id, text: t(`roles.${id}`) }))}
        />
      </Condition>
      <Condition title={t('languagesTitle')}>
        <MultiChoice
          label={t('languagesTitle')}
          value={draft.locales}
          onChange={(locales) => onChange({ locales })}
          options={LOCALES.map((id) => ({ id, text: LOCALE_NAME[id], lang: id }))}
        />
      </Condition>
      <WordField
        kind="regions"
        value={draft.regions}
        onChange={(regions) => onChange({ regions })}
        known={choices.regions}
      />
      <WordField kind="tags" value={draft.tags} onChange={(tags) => onChange({ tags })} known={choices.tags} />
      <WordField
        kind="excludedTags"
        value={draft.excludedTags}
        onChange={(excludedTags) => onChange({ excludedTags })}
        known={choices.tags}
      />
    </div>
  );
}

function Condition({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <h3 className="text-sm font-name">{title}</h3>
      {children}
    </div>
  );
}
