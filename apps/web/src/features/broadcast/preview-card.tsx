'use client';

import { type BroadcastChannel, type BroadcastTextDto, LOCALES, type Locale } from '@app/contracts';
import { Info } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { type ComponentType, useState } from 'react';
import { Card } from '@/ui/card';
import { ChipGroup } from '@/ui/chip';
import { BellPreview } from './bell-preview';
import { type BroadcastDraft, textStateOf } from './broadcast-draft';
import { LetterPreview } from './letter-preview';
import { PushPreview } from './push-preview';

type Way = 'bell' | BroadcastChannel;

const PREVIEW: Record<Way, ComponentType<{ locale: Locale; text: BroadcastTextDto }>> = {
  bell: BellPreview,
  email: LetterPreview,
  push: PushPreview,
};

/** How it looks on every way it goes, and who gets whose text. */
export function PreviewCard({ draft }: { draft: BroadcastDraft }) {
  const t = useTranslations('broadcast');
  const format = useFormatter();
  const [wanted, setWanted] = useState<Way>('bell');
  const ways: Way[] = ['bell', ...draft.channels];
  const way = ways.includes(wanted) ? wanted : 'bell';
  const Preview = PREVIEW[way];
  const begun = LOCALES.filter((locale) => textStateOf(draft.texts[locale]) !== 'empty');
  const shown = begun.length > 0 ? begun : [draft.defaultLocale];
  const missing = LOCALES.filter((locale) => locale !== draft.defaultLocale && !begun.includes(locale));
  return (
    <Card className="p-5 max-tablet:p-4 desktop:sticky desktop:top-6">
      <section aria-labelledby="preview-title">
        <header className="mb-4 flex flex-wrap items-center gap-2">
          <h2 id="preview-title" className="flex-1 text-md">
            {t('preview')}
          </h2>
          {ways.length > 1 && (
            <ChipGroup
              label={t('preview')}
              value={way}
              onChange={setWanted}
              options={ways.map((id) => ({ id, text: id === 'bell' ? t('inBell') : t(`plan.channel.${id}`) }))}
            />
          )}
        </header>
        <div className="grid gap-2">
          {shown.map((locale) => (
            <Preview key={locale} locale={locale} text={draft.texts[locale]} />
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
