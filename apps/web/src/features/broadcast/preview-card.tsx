'use client';

import { LOCALES } from '@app/contracts';
import { Info } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Card } from '@/ui/card';
import { BellPreview } from './bell-preview';
import { type BroadcastDraft, textStateOf } from './broadcast-draft';

/** How it looks in the bell, and who gets whose text. */
export function PreviewCard({ draft }: { draft: BroadcastDraft }) {
  const t = useTranslations('broadcast');
  const format = useFormatter();
  const begun = LOCALES.filter((locale) => textStateOf(draft.texts[locale]) !== 'empty');
  const shown = begun.length > 0 ? begun : [draft.defaultLocale];
  const missing = LOCALES.filter((locale) => locale !== draft.defaultLocale && !begun.includes(locale));
  return (
    <Card className="p-5 max-tablet:p-4 desktop:sticky desktop:top-6">
      <section aria-labelledby="preview-title">
        <h2 id="preview-title" className="mb-4 text-md">
          {t('preview')}
        </h2>
        <div className="grid gap-2">
          {shown.map((locale) => (
            <BellPreview key={locale} locale={locale} text={draft.texts[locale]} />
          ))}
        </div>
        {missing.length > 0 && begun.length > 0 && (
          <p className="mt-3 flex items-start gap-2 text-xs text-quiet">
            <Info aria-hidden className="mt-px size-3.5 flex-none" />
            {t('fallback', {
              languages: format.list(
                missing.map((locale) => format.displayName(locale, { type: 'language' })),
                { type: 'conjunction' },
              ),
              language: format.displayName(draft.defaultLocale, { type: 'language' }),
            })}
          </p>
        )}
      </section>
    </Card>
  );
}
