'use client';

import { CATEGORY_KEY_MAX, CATEGORY_LABEL_MAX, LOCALES, type TicketCategoryDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DeskForm } from '@/features/desk/desk-form';
import { directionOf, LOCALE_NAME } from '@/i18n/locale';
import { Switch } from '@/ui/switch';
import { TextField } from '@/ui/text-field';
import { type CategoryDraft, draftOf, faultsOf, keyOf } from './category-draft';
import { useCategorySaving } from './use-category-saving';

interface CategoryFormProps {
  category: TicketCategoryDto | null;
  onDone: () => void;
}

/** What a category is called in each language. Its key is chosen once; afterwards it can be taken off the customers' menu. */
export function CategoryForm({ category, onDone }: CategoryFormProps) {
  const t = useTranslations('category');
  const [draft, setDraft] = useState(() => draftOf(category));
  const [isChecked, setIsChecked] = useState(false);
  const { save, isSaving, isTaken, fault } = useCategorySaving(category, onDone);
  const faults = faultsOf(draft);
  const shown = isChecked ? faults : {};
  const change = (part: Partial<CategoryDraft>) => setDraft({ ...draft, ...part });
  return (
    <DeskForm
      saveText={t('save')}
      isSaving={isSaving}
      fault={fault}
      onSubmit={() => {
        setIsChecked(true);
        if (Object.keys(faults).length === 0) void save(draft);
      }}
      onCancel={onDone}
    >
      {LOCALES.map((locale, index) => (
        <TextField
          key={locale}
          autoFocus={index === 0}
          label={LOCALE_NAME[locale]}
          lang={locale}
          dir={directionOf(locale)}
          value={draft.labels[locale] ?? ''}
          onChange={(text) => change({ labels: { ...draft.labels, [locale]: text } })}
          error={
            shown[locale]
              ? t('tooLong', { max: CATEGORY_LABEL_MAX })
              : index === 0 && shown.labels
                ? t('noName')
                : undefined
          }
        />
      ))}
      {category ? (
        <Switch isSelected={draft.isOffered} onChange={(isOffered) => change({ isOffered })}>
          {t('offered')}
          <span className="block text-xs text-quiet">{t('offeredText')}</span>
        </Switch>
      ) : (
        <TextField
          label={t('key')}
          hint={t('keyHint')}
          dir="ltr"
          maxLength={CATEGORY_KEY_MAX}
          value={keyOf(draft)}
          onChange={(key) => change({ key: key.toLowerCase() })}
          error={isTaken ? t('taken') : shown.key ? t('keyFault') : undefined}
        />
      )}
    </DeskForm>
  );
}
