'use client';

import type { BroadcastTextDto, Locale } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { directionOf, LOCALE_NAME } from '@/i18n/locale';
import { HouseAvatar } from '@/ui/avatar';

interface BellPreviewProps {
  locale: Locale;
  text: BroadcastTextDto;
}

/** The row as its readers will find it in the bell, in their direction. */
export function BellPreview({ locale, text: { title, text } }: BellPreviewProps) {
  const t = useTranslations('broadcast');
  return (
    <figure aria-label={t('previewIn', { language: LOCALE_NAME[locale] })}>
      <div
        lang={locale}
        dir={directionOf(locale)}
        className="edge grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 rounded-md border border-line bg-raised p-3 text-start"
      >
        <HouseAvatar kind="broadcast" size="m" />
        <span className="min-w-0">
          <b className="block leading-snug font-semibold wrap-anywhere">{title || '…'}</b>
          <span className="mt-0.5 line-clamp-2 text-sm text-soft wrap-anywhere">{text || '…'}</span>
        </span>
        <span aria-hidden className="mt-1.5 size-2 rounded-full bg-accent" />
      </div>
    </figure>
  );
}
