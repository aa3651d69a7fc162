'use client';

import { useParley } from '@app/client/react';
import type { BroadcastTextDto, Locale } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { directionOf, LOCALE_NAME } from '@/i18n/locale';
import { buttonStyle } from '@/ui/button-style';
import { LETTER_WORDS } from './letter-words';

interface LetterPreviewProps {
  locale: Locale;
  text: BroadcastTextDto;
}

/** The letter as its readers will open it, in their language and direction, addressed to the viewer. */
export function LetterPreview({ locale, text: { title, text } }: LetterPreviewProps) {
  const t = useTranslations('broadcast');
  const { me } = useParley();
  const words = LETTER_WORDS[locale];
  return (
    <figure aria-label={t('previewIn', { language: LOCALE_NAME[locale] })}>
      <div
        lang={locale}
        dir={directionOf(locale)}
        className="edge overflow-hidden rounded-md border border-line text-start text-sm"
      >
        <p className="border-b border-line bg-raised px-3 py-2 font-semibold wrap-anywhere">{title || '…'}</p>
        <div className="grid gap-3 bg-sunken p-3">
          <p className="wrap-anywhere">{words.greeting.replace('{name}', () => me.name)}</p>
          <p>{words.intro}</p>
          <div className="rounded-md bg-raised p-3">
            <b className="block leading-snug font-semibold wrap-anywhere">{title || '…'}</b>
            <p className="mt-1 mb-3 whitespace-pre-wrap text-soft wrap-anywhere">{text || '…'}</p>
            <span className={buttonStyle({ variant: 'primary', size: 'sm' })}>{words.open}</span>
          </div>
          <p className="text-xs text-soft">
            {words.why}
            <br />
            <span className="underline">{words.settings}</span> · <span className="underline">{words.unsubscribe}</span>
          </p>
        </div>
      </div>
    </figure>
  );
}
