'use client';

import { LOCALES, type Locale, REPLY_VARIABLES } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { directionOf, LOCALE_NAME } from '@/i18n/locale';
import { TextField } from '@/ui/text-field';

export type Variants = Partial<Record<Locale, string>>;

interface VariantFieldsProps {
  value: Variants;
  onChange: (value: Variants) => void;
  error?: string;
}

/** The same words for each language that customers read. */
export function VariantFields({ value, onChange, error }: VariantFieldsProps) {
  const t = useTranslations('desk.canned');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {LOCALES.map((locale, index) => (
        <TextField
          key={locale}
          label={LOCALE_NAME[locale]}
          lang={locale}
          dir={directionOf(locale)}
          rows={3}
          value={value[locale] ?? ''}
          onChange={(text) => onChange({ ...value, [locale]: text })}
          error={index === 0 ? error : undefined}
        />
      ))}
      <p className="text-xs text-quiet">
        {t('variables')}{' '}
        {REPLY_VARIABLES.map((name) => (
          <code key={name} dir="ltr" className="me-1.5 inline-block rounded-xs bg-hover px-1">
            {`{{${name}}}`}
          </code>
        ))}
      </p>
    </div>
  );
}

/** Without the languages that nothing was written for. */
export function writtenOf(variants: Variants): Variants {
  const written = LOCALES.flatMap((locale) => {
    const text = variants[locale]?.trim();
    return text ? [[locale, text] as const] : [];
  });
  return Object.fromEntries(written);
}
