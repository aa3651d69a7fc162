'use client';

import { type BroadcastDto, LOCALES } from '@app/contracts';
import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { directionOf, LOCALE_NAME } from '@/i18n/locale';
import { Card } from '@/ui/card';
import { Tag } from '@/ui/tag';

/** What it says in each language, and where it leads. */
export function TextCard({ broadcast: { variants, defaultLocale, link } }: { broadcast: BroadcastDto }) {
  const t = useTranslations('broadcast');
  return (
    <Card className="p-5 max-tablet:p-4">
      <h2 className="mb-3 text-md">{t('message')}</h2>
      <div className="grid gap-5">
        {LOCALES.map((locale) => {
          const text = variants[locale];
          return (
            text && (
              <section key={locale} aria-label={LOCALE_NAME[locale]}>
                <p className="mb-1.5 flex items-center gap-2 text-xs text-quiet">
                  <span lang={locale}>{LOCALE_NAME[locale]}</span>
                  {locale === defaultLocale && <Tag>{t('isDefault')}</Tag>}
                </p>
                <div
                  lang={locale}
                  dir={directionOf(locale)}
                  className="rounded-md border-s-[3px] border-support-line bg-sunken px-4 py-3"
                >
                  <p className="font-semibold wrap-anywhere">{text.title}</p>
                  <p className="mt-1 text-soft whitespace-pre-wrap wrap-anywhere">{text.text}</p>
                </div>
              </section>
            )
          );
        })}
        {link && (
          <p className="flex items-center gap-2 text-sm text-soft">
            <Link2 aria-hidden className="size-4 flex-none" />
            <span className="sr-only">{t('plan.link')}</span>
            <bdi className="wrap-anywhere">{link}</bdi>
          </p>
        )}
      </div>
    </Card>
  );
}
