'use client';

import { LOCALES, type Locale } from '@app/contracts';
import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { directionOf, isLocale, LOCALE_NAME } from '@/i18n/locale';
import { Card } from '@/ui/card';
import { Tag } from '@/ui/tag';
import { TextField } from '@/ui/text-field';
import { type ArticleDraft, BODY_MAX, isBegun, type TextFaults, TITLE_MAX } from './article-draft';

interface ArticleTextCardProps {
  draft: ArticleDraft;
  onChange: (part: Partial<ArticleDraft>) => void;
  /** Shown once saving was tried. */
  faults: Partial<Record<Locale, TextFaults>>;
  current: Locale;
  onCurrent: (locale: Locale) => void;
}

/** What it says, in up to three languages. */
export function ArticleTextCard({ draft, onChange, faults, current, onCurrent }: ArticleTextCardProps) {
  const t = useTranslations('article');
  return (
    <Card className="p-5 max-tablet:p-4">
      <Tabs
        selectedKey={current}
        onSelectionChange={(key) => isLocale(String(key)) && onCurrent(key as Locale)}
        className="outline-none"
      >
        <TabList
          aria-label={t('language')}
          className="mb-4 flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]"
        >
          {LOCALES.map((locale) => (
            <Tab
              key={locale}
              id={locale}
              className="relative -mb-px inline-flex min-h-10 cursor-pointer items-center gap-1.5 border-b-2 border-transparent px-3 text-sm font-name whitespace-nowrap text-soft -outline-offset-2 touch:min-h-11 hover:text-ink data-selected:border-accent data-selected:text-accent-text"
            >
              <span lang={locale}>{LOCALE_NAME[locale]}</span>
              {faults[locale] ? (
                <Tag tone="danger">{t('incomplete')}</Tag>
              ) : (
                isBegun(draft.texts[locale]) && (
                  <>
                    <CircleCheck aria-hidden className="size-3.5" />
                    <span className="sr-only">{t('written')}</span>
                  </>
                )
              )}
            </Tab>
          ))}
        </TabList>
        {LOCALES.map((locale) => (
          <TabPanel key={locale} id={locale} className="outline-offset-4">
            <TextFields draft={draft} onChange={onChange} locale={locale} faults={faults[locale] ?? {}} />
          </TabPanel>
        ))}
      </Tabs>
      <p className="mt-4 text-xs text-quiet">{t('fallback')}</p>
    </Card>
  );
}

interface TextFieldsProps extends Pick<ArticleTextCardProps, 'draft' | 'onChange'> {
  locale: Locale;
  faults: TextFaults;
}

function TextFields({ draft, onChange, locale, faults }: TextFieldsProps) {
  const t = useTranslations('article');
  const value = draft.texts[locale];
  const set = (part: Partial<typeof value>) => onChange({ texts: { ...draft.texts, [locale]: { ...value, ...part } } });
  const writing = { lang: locale, dir: directionOf(locale) };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <TextField
        label={t('titleLabel')}
        {...writing}
        value={value.title}
        onChange={(title) => set({ title })}
        error={faults.title && t(`fault.${faults.title}`, { max: TITLE_MAX })}
      />
      <TextField
        label={t('bodyLabel')}
        hint={t('bodyHint')}
        {...writing}
        rows={14}
        value={value.body}
        onChange={(body) => set({ body })}
        error={faults.body && t(`fault.${faults.body}`, { max: BODY_MAX })}
      />
    </div>
  );
}
