'use client';

import { ticketFlowOf } from '@app/client/desk';
import { useParley, useTickets } from '@app/client/react';
import type { SupportTicketDto, TicketRefDto } from '@app/contracts';
import { CornerDownRight, Link2, type LucideIcon, Merge, Undo2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { ChangeFault } from './change-fault';
import { useTicketChange } from './use-ticket-change';

interface Related {
  how: Relation;
  other: TicketRefDto;
  /** It can be taken back. */
  mayEnd: boolean;
}

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
  const { rest } = useParley();
  const { run, isBusy, fault } = useTicketChange(ticket);
  const flow = ticketFlowOf(rest);
  const end = ({ how, other }: Related) => {
    const act = () => (how === 'link' ? flow.unlink(ticket.id, other.ticketId) : flow.undoMerge(other.ticketId));
    void run(act);
  };
  if (related.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-sm">{t('related')}</h3>
      <ul aria-label={t('related')} className="grid gap-0.5">
        {related.map((relation) => (
          <li key={`${relation.how}${relation.other.ticketId}`} className="flex items-center gap-1">
            <RelatedLine {...relation} onLeave={onLeave} />
            {relation.mayEnd && (
              <IconButton
                isDisabled={isBusy}
                label={t(relation.how === 'link' ? 'unlink' : 'undoMerge', { number: `${relation.other.number}` })}
                onPress={() => end(relation)}
              >
                {relation.how === 'link' ? (
                  <X aria-hidden className="size-4" />
                ) : (
                  <Undo2 aria-hidden className="flip size-4" />
                )}
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      <ChangeFault text={fault} />
    </section>
  );
}

function RelatedLine({ how, other, onLeave }: Related & { onLeave?: () => void }) {
  const t = useTranslations('desk.relation');
  const subject = useTickets(({ byId }) => byId[other.ticketId]?.subject);
  const Icon = ICON[how];
  return (
    <Link
      href={`/desk/${other.ticketId}`}
      onClick={onLeave}
      className="ease -ms-2 flex min-w-0 flex-1 items-center gap-2.5 rounded-sm px-2 py-1.5 text-sm text-inherit no-underline transition-colors hover:bg-hover"
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

function relatedTo({ followUpOf, mergedInto, desk, state }: SupportTicketDto): Related[] {
  const one = (how: Relation, other: TicketRefDto | null) => (other ? [{ how, other, mayEnd: false }] : []);
  return [
    ...one('mergedInto', mergedInto),
    ...one('followUpOf', followUpOf),
    ...(desk?.merged ?? []).map((other) => ({ how: 'merged' as const, other, mayEnd: other.undoUntil !== null })),
    ...(desk?.links ?? []).map((other) => ({ how: 'link' as const, other, mayEnd: state !== 'closed' })),
  ];
}
