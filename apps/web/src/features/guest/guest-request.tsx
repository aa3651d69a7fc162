'use client';

import type { SupportTicketDto } from '@app/contracts';
import { CornerDownRight, MessageSquarePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CategoryName } from '@/features/category/category-name';
import { ProgressTag } from '@/features/support/ticket-tag';
import { TicketThread } from '@/features/support/ticket-thread';
import { IconButton } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { PaneBar } from '@/ui/pane';
import { useGuestOnward } from './use-guest-onward';

const RatingCard = lazyPart(() => import('@/features/support/rating-card'));

interface GuestRequestProps {
  ticket: SupportTicketDto;
  onGoTo: (ticketId: string) => void;
  /** Something else is to be asked. */
  onNew: () => void;
}

/** The conversation about one request; a reply after its end goes on in another one, which is then shown. */
export function GuestRequest({ ticket, onGoTo, onNew }: GuestRequestProps) {
  const t = useTranslations('support');
  useGuestOnward(ticket, onGoTo);
  return (
    <TicketThread
      ticket={ticket}
      label={t('label', { number: `${ticket.number}`, subject: ticket.subject })}
      header={<RequestHeader ticket={ticket} onNew={onNew} />}
      aside={null}
      mayFollowUp
      frame={(composer) => (
        <>
          {ticket.rating && <RatingCard ticket={ticket} />}
          {ticket.state === 'closed' && (
            <p className="mb-2 flex items-center gap-2 rounded-md bg-hover px-3.5 py-2.5 text-sm text-soft">
              <CornerDownRight aria-hidden className="flip size-4 flex-none" />
              {t('closedText')}
            </p>
          )}
          {composer}
        </>
      )}
    />
  );
}

function RequestHeader({ ticket, onNew }: Pick<GuestRequestProps, 'ticket' | 'onNew'>) {
  const t = useTranslations('support');
  const { subject, number, category, assignee, state } = ticket;
  return (
    <PaneBar className="gap-3 max-tablet:gap-2 max-tablet:ps-3">
      <div className="min-w-0 flex-1">
        <h1 dir="auto" className="one-line text-lg leading-snug">
          {subject}
        </h1>
        <p className="one-line text-xs text-quiet">
          <bdi className="tabular">#{number}</bdi> · <CategoryName id={category} />
          {assignee && (
            <>
              {' · '}
              {t.rich('with', { name: () => <bdi>{assignee.name}</bdi> })}
            </>
          )}
        </p>
      </div>
      <ProgressTag state={state} />
      <IconButton label={t('new')} onPress={onNew}>
        <MessageSquarePlus aria-hidden className="flip size-5" strokeWidth={1.75} />
      </IconButton>
    </PaneBar>
  );
}
