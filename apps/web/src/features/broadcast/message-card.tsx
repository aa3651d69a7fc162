'use client';

import { LOCALES, type Locale } from '@app/contracts';
import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { directionOf, isLocale, LOCALE_NAME } from '@/i18n/locale';
import { Card } from '@/ui/card';
import { ChipGroup } from '@/ui/chip';
import { Tag } from '@/ui/tag';
import { TextField } from '@/ui/text-field';
import { type BroadcastDraft, TEXT_MAX, type TextFaults, TITLE_MAX, textStateOf } from './broadcast-draft';

interface MessageCardProps {
  draft: BroadcastDraft;
  onChange: (part: Partial<BroadcastDraft>) => void;
  /** Shown once sending was tried. */
  faults: Partial<Record<Locale, TextFaults>>;
  current: Locale;
  onCurrent: (locale: Locale) => void;
}

/** What it says, in up to three languages. */
export function MessageCard({ draft, onChange, faults, current, onCurrent }: MessageCardProps) {
  const t = useTranslations('broadcast');
  return (
    <Card className="p-5 max-tablet:p-4">
      <section aria-labelledby="message-title">
        <h2 id="message-title" className="mb-2 text-md">
          {t('message')}
        </h2>
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
                <TabMark draft={draft} locale={locale} hasFault={faults[locale] !== undefined} />
              </Tab>
            ))}
          </TabList>
          {LOCALES.map((locale) => (
            <TabPanel key={locale} id={locale} className="outline-offset-4">
              <TextFields draft={draft} onChange={onChange} locale={locale} faults={faults[locale] ?? {}} />
            </TabPanel>
          ))}
        </Tabs>
        <div className="mt-5 grid gap-1.5 border-t border-line pt-4">
          <h3 className="text-sm font-name">{t('defaultLanguage')}</h3>
          <ChipGroup
            label={t('defaultLanguage')}
            value={draft.defaultLocale}
            onChange={(defaultLocale) => onChange({ defaultLocale })}
            options={LOCALES.map((id) => ({ id, text: <span lang={id}>{LOCALE_NAME[id]}</span> }))}
          />
          <p className="text-xs text-quiet">{t('defaultHint')}</p>
        </div>
      </section>
    </Card>
  );
}

function TabMark({ draft, locale, hasFault }: { draft: BroadcastDraft; locale: Locale; hasFault: boolean }) {
  const t = useTranslations('broadcast');
  const state = textStateOf(draft.texts[locale]);
  if (hasFault) return <Tag tone="danger">{t('incomplete')}</Tag>;
  if (state === 'full') {
    return (
      <>
        <CircleCheck aria-hidden className="size-3.5" />
        <span className="sr-only">{t('complete')}</span>
      </>
    );
  }
  if (state === 'part') return <Tag tone="warn">{t('incomplete')}</Tag>;
  return locale === draft.defaultLocale ? <Tag tone="warn">{t('needed')}</Tag> : null;
}

interface TextFieldsProps extends Pick<MessageCardProps, 'draft' | 'onChange'> {
  locale: Locale;
  faults: TextFaults;
}

function TextFields({ draft, onChange, locale, faults }: TextFieldsProps) {
  const t = useTranslations('broadcast');
  const value = draft.texts[locale];
  const set = (part: Partial<typeof value>) => onChange({ texts: { ...draft.texts, [locale]: { ...value, ...part } } });
  const counter = (text: string, max: number) => (
    <span className="tabular">{t('counter', { used: [...text].length, max })}</span>
  );
  const writing = { lang: locale, dir: directionOf(locale) };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <TextField
        label={t('titleLabel')}
        {...writing}
        value={value.title}
        onChange={(title) => set({ title })}
        hint={counter(value.title, TITLE_MAX)}
        error={faults.title && t(`fault.title.${faults.title}`, { max: TITLE_MAX })}
      />
      <TextField
        label={t('textLabel')}
        {...writing}
        rows={5}
        value={value.text}
        onChange={(text) => set({ text })}
        hint={counter(value.text, TEXT_MAX)}
        error={faults.text && t(`fault.text.${faults.text}`, { max: TEXT_MAX })}
      />
    </div>
  );
}
