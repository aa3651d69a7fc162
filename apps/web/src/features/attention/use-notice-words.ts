'use client';

import type { NotificationDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useGistText } from '@/features/chat/use-gist-text';
import { usePreferences } from '@/features/preference/preference-provider';
import type { NoticeWords } from './system-notice';

/** A row of the bell in the plain words of a notification of the system. `isHidden`: that there is something, not what. */
export function useNoticeWords(): (row: NotificationDto, isHidden: boolean) => NoticeWords {
  const t = useTranslations();
  const gistText = useGistText();
  const { locale } = usePreferences();
  const frame = { lang: locale, dir: locale === 'ar' ? 'rtl' : 'ltr' } as const;

  const titleOf = ({ type, title, count }: NotificationDto): string =>
    type === 'mention' ? t.markup('notification.mentions', { b: (name) => name, name: title, count }) : title;
  const textOf = ({ type, data, text, count }: NotificationDto): string => {
    if (type === 'ticket') return t('notification.ticketState', { state: data.state ?? '' });
    return data.missedCall ? t('notification.missedCall', { ...data.missedCall, count }) : gistText(data.gist, text);
  };

  return (row, isHidden) => {
    const kind = t(`settings.categories.${row.category}`);
    if (isHidden) return { ...frame, title: t('app.name'), body: kind };
    return { ...frame, title: titleOf(row) || kind, body: textOf(row) };
  };
}
