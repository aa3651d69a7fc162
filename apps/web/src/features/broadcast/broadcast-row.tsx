'use client';

import type { BroadcastDto } from '@app/contracts';
import { useFormatter, useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';
import { HouseAvatar } from '@/ui/avatar';
import { Link } from '@/ui/link';
import { BroadcastStateTag } from './broadcast-state-tag';
import { useAudienceText } from './use-audience-text';
import { useOwnText } from './use-own-text';

export function BroadcastRow({ broadcast }: { broadcast: BroadcastDto }) {
  const t = useTranslations('broadcast');
  const format = useFormatter();
  const date = useDateText();
  const audienceText = useAudienceText();
  const { title } = useOwnText()(broadcast);
  const { recipients, seen, read } = broadcast.figures;
  const at = broadcast.publishAt ?? broadcast.createdAt;
  return (
    <Link
      href={`/broadcasts/${broadcast.id}`}
      className="ease grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 rounded-md px-3 py-3 text-inherit no-underline transition-colors hover:bg-hover"
    >
      <HouseAvatar kind="broadcast" />
      <span className="min-w-0">
        <span dir="auto" className="one-line block font-semibold">
          {title}
        </span>
        <span className="one-line block text-sm text-soft">{audienceText(broadcast.audience)}</span>
        <span className="tabular mt-0.5 flex flex-wrap gap-x-2 text-xs text-quiet">
          {recipients !== null && (
            <>
              <span>{t('recipientCount', { count: recipients, shown: format.number(recipients) })}</span>
              <span aria-hidden>·</span>
            </>
          )}
          <span>{t('seenCount', { count: format.number(seen) })}</span>
          <span aria-hidden>·</span>
          <span>{t('readCount', { count: format.number(read) })}</span>
        </span>
      </span>
      <span className="grid justify-items-end gap-1.5">
        <time dateTime={at} suppressHydrationWarning className="text-xs whitespace-nowrap text-quiet">
          {date.short(at)}
        </time>
        <BroadcastStateTag state={broadcast.state} />
      </span>
    </Link>
  );
}
