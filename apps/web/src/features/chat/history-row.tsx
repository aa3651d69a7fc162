'use client';

import type { MessageDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';
import { useSystemText } from './use-system-text';

export function DayRow({ at }: { at: string }) {
  const date = useDateText();
  return (
    <p className="flex justify-center pt-4 pb-0.5 text-xs font-name text-quiet">
      <time dateTime={at.slice(0, 10)} suppressHydrationWarning>
        {date.day(at)}
      </time>
    </p>
  );
}

export function NewRow() {
  const t = useTranslations('chat');
  return (
    <p className="flex items-center gap-3 pt-4 text-xs font-semibold text-accent-text before:h-px before:flex-1 before:bg-accent-line after:h-px after:flex-1 after:bg-accent-line">
      <span aria-hidden>{t('new')}</span>
      <span className="sr-only">{t('newMessages')}</span>
    </p>
  );
}

export function SystemRow({ message }: { message: MessageDto }) {
  const systemText = useSystemText();
  const date = useDateText();
  return (
    <p className="flex items-center justify-center gap-1.5 pt-3.5 text-center text-xs text-support">
      <span>{systemText(message.system)}</span>
      <span aria-hidden>·</span>
      <time dateTime={message.createdAt} suppressHydrationWarning>
        {date.time(message.createdAt)}
      </time>
    </p>
  );
}
