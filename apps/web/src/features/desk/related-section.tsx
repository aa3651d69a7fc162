'use client';

import { useTickets } from '@app/client/react';
import type { SupportTicketDto, TicketRefDto } from '@app/contracts';
import { CornerDownRight, Link2, type LucideIcon, Merge } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Link } from '@/ui/link';

type Relation = 'followUpOf' | 'mergedInto' | 'merged' | 'link';

const ICON: Record<Relation, LucideIcon> = {
  followUpOf: CornerDownRight,
  mergedInto: Merge,
  merged: Merge,
  link: Link2,
};

/** What this ticket goes on from, was joined with, or has to do with. */
export function RelatedSection({ ticket, onLeave }: { ticket: SupportTicketDto; onLeave?: () => void }) {
  const t = useTranslations('desk');
  const related = relatedTo(ticket);
  if (related.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-sm">{t('related')}</h3>
      <ul aria-label={t('related')} className="grid gap-0.5">
        {related.map(({ how, ref }) => (
          <li key={`${how}${ref.ticketId}`}>
            <RelatedLine how={how} other={ref} onLeave={onLeave} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RelatedLine({ how, other, onLeave }: { how: Relation; other: TicketRefDto; onLeave?: () => void }) {
  const t = useTranslations('desk.relation');
  const subject = useTickets(({ byId }) => byId[other.ticketId]?.subject);
  const Icon = ICON[how];
  return (
    <Link
      href={`/desk/${other.ticketId}`}
      onClick={onLeave}
      className="ease -mx-2 flex items-center gap-2.5 rounded-sm px-2 py-1.5 text-sm text-inherit no-underline transition-colors hover:bg-hover"
    >
      <Icon aria-hidden className="flip size-4 flex-none text-soft" strokeWidth={1.75} />
      <span className="min-w-0 flex-1">
        {t(how, { number: `${other.number}` })}
        {subject && (
          <span dir="auto" className="one-line block text-xs text-quiet">
            {subject}
          </span>
        )}
      </span>
    </Link>
  );
}

function relatedTo({ followUpOf, mergedInto, desk }: SupportTicketDto): { how: Relation; ref: TicketRefDto }[] {
  const one = (how: Relation, ref: TicketRefDto | null) => (ref ? [{ how, ref }] : []);
  return [
    ...one('mergedInto', mergedInto),
    ...one('followUpOf', followUpOf),
    ...(desk?.merged ?? []).map((ref) => ({ how: 'merged' as const, ref })),
    ...(desk?.links ?? []).map((ref) => ({ how: 'link' as const, ref })),
  ];
}
