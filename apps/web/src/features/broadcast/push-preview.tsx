'use client';

import type { BroadcastTextDto, Locale } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { directionOf, LOCALE_NAME } from '@/i18n/locale';

/** What a push carries of a text. */
const TEXT_MAX = 300;

interface PushPreviewProps {
  locale: Locale;
  text: BroadcastTextDto;
}

/** About as systems show it; each has its own look, and shows fewer lines until it is opened. */
export function PushPreview({ locale, text: { title, text } }: PushPreviewProps) {
  const t = useTranslations('broadcast');
  const app = useTranslations('app');
  return (
    <figure aria-label={t('previewIn', { language: LOCALE_NAME[locale] })}>
      <div
        lang={locale}
        dir={directionOf(locale)}
        className="edge grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 rounded-lg border border-line bg-raised p-3 text-start shadow-md"
      >
        <img src="/icon.svg" alt="" width={32} height={32} className="mt-0.5 size-8 rounded-sm" />
        <span className="min-w-0">
          <span className="block text-xs text-quiet">{app('name')}</span>
          <b className="block text-sm leading-snug font-semibold wrap-anywhere">{title || '…'}</b>
          <span className="mt-0.5 line-clamp-4 text-sm text-soft wrap-anywhere">{text.slice(0, TEXT_MAX) || '…'}</span>
        </span>
      </div>
    </figure>
  );
}
