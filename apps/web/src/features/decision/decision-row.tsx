'use client';

import { useParley } from '@app/client/react';
import type { ChannelDecisionDto, DecisionDto } from '@app/contracts';
import { Check, CircleAlert, Clock3, type LucideIcon, Minus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { linkOf } from '@/features/notification/notification-link';
import { useDateText } from '@/i18n/use-date-text';
import { cx } from '@/ui/cx';
import { Link } from '@/ui/link';

const LOOK: Record<ChannelDecisionDto['outcome'], { icon: LucideIcon; tone: string }> = {
  sent: { icon: Check, tone: 'text-success' },
  queued: { icon: Clock3, tone: 'text-soft' },
  held: { icon: Clock3, tone: 'text-warn' },
  suppressed: { icon: Minus, tone: 'text-quiet' },
  failed: { icon: CircleAlert, tone: 'text-danger' },
};

/** One event, or several that were decided alike at once: from whom, when, and what became of it, in words beside the icons. */
export function DecisionRow({ row }: { row: DecisionDto }) {
  const t = useTranslations('settings');
  const tLog = useTranslations('decisions');
  const date = useDateText();
  const { me } = useParley();
  const href = linkOf({ type: row.type, data: row.data, link: null }, me.role);
  const title = row.title || t(`categories.${row.category}`);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 border-b border-line px-2 py-2.5 last:border-0">
      <span className="min-w-0 text-md wrap-anywhere">
        {href ? (
          <Link href={href} className="text-ink underline-offset-2 hover:underline">
            <bdi>{title}</bdi>
          </Link>
        ) : (
          <bdi>{title}</bdi>
        )}
        <span className="text-soft"> · {t(`categories.${row.category}`)}</span>
        {row.count > 1 && <span className="text-soft"> · {tLog('atOnce', { count: row.count })}</span>}
      </span>
      <time dateTime={row.at} title={date.full(row.at)} suppressHydrationWarning className="text-xs text-quiet">
        {date.short(row.at)}
      </time>
      <ul className="col-span-2 flex flex-wrap gap-x-4 gap-y-1">
        {row.decisions.map((decision) => (
          <DecisionLine key={decision.channel} decision={decision} />
        ))}
      </ul>
    </li>
  );
}

function DecisionLine({ decision: { channel, outcome, reason } }: { decision: ChannelDecisionDto }) {
  const t = useTranslations();
  const { icon: Icon, tone } = LOOK[outcome];
  const said = { channel: t(`settings.channelShort.${channel}`), outcome: t(`decisions.outcome.${outcome}`) };
  return (
    <li className={cx('flex items-center gap-1.5 text-sm', tone)}>
      <Icon aria-hidden className="size-3.5 flex-none" />
      {reason
        ? t('decisions.lineWhy', { ...said, reason: t(`decisions.reason.${reason}`) })
        : t('decisions.line', said)}
    </li>
  );
}
