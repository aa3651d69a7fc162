'use client';

import type { SupportTicketDto } from '@app/contracts';
import { ChevronLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CategoryName } from '@/features/category/category-name';
import { ChatSkeleton } from '@/features/chat/chat-skeleton';
import { PageTitle } from '@/features/shell/page-title';
import { ButtonLink, IconLink } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { Link } from '@/ui/link';
import { PaneBar } from '@/ui/pane';
import { AfterEnd } from './after-end';
import { TicketNotice } from './ticket-notice';
import { ProgressTag } from './ticket-tag';
import { TicketThread } from './ticket-thread';
import { useKnownTicket } from './use-known-ticket';
import { useOnward } from './use-onward';

const RatingCard = lazyPart(() => import('./rating-card'));

/** A customer's ticket by its address: the talk about it, or why it is not shown. */
export function RequestScreen({ ticketId }: { ticketId: string }) {
  const t = useTranslations('support');
  const { ticket, error, retry } = useKnownTicket(ticketId);
  if (ticket) return <OpenRequest ticket={ticket} />;
  return (
    <section
      data-screen="detail"
      aria-label={t('one')}
      aria-busy={!error}
      className="flex min-w-0 flex-1 flex-col border-line bg-canvas tablet:border-s"
    >
      <PageTitle page={t('title')} />
      {error ? <TicketNotice error={error} onRetry={retry} listHref="/support" /> : <ChatSkeleton />}
    </section>
  );
}

function OpenRequest({ ticket }: { ticket: SupportTicketDto }) {
  const t = useTranslations('support');
  const followUp = useOnward(ticket);
  return (
    <TicketThread
      ticket={ticket}
      label={t('label', { number: `${ticket.number}`, subject: ticket.subject })}
      header={<RequestHeader ticket={ticket} />}
      aside={null}
      mayFollowUp
      frame={(composer) => (
        <>
          {ticket.rating && <RatingCard ticket={ticket} />}
          {ticket.state === 'closed' && <AfterEnd followUp={followUp} />}
          {composer}
        </>
      )}
    />
  );
}

function RequestHeader({ ticket }: { ticket: SupportTicketDto }) {
  const t = useTranslations('support');
  return (
    <PaneBar className="gap-3 max-tablet:gap-2 max-tablet:ps-3">
      <IconLink href="/support" label={t('toRequests')} className="-ms-2 tablet:hidden">
        <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
      </IconLink>
      <div className="min-w-0 flex-1">
        <h2 dir="auto" className="one-line text-lg leading-snug">
          {ticket.subject}
        </h2>
        <p className="one-line text-xs text-quiet">
          <bdi className="tabular">#{ticket.number}</bdi> · <CategoryName id={ticket.category} />
          {ticket.followUpOf && (
            <>
              {' · '}
              <Link href={`/support/${ticket.followUpOf.ticketId}`} className="prose-link">
                {t('followsUp', { number: `${ticket.followUpOf.number}` })}
              </Link>
            </>
          )}
          {ticket.assignee && (
            <>
              {' · '}
              {t.rich('with', { name: () => <bdi>{ticket.assignee?.name}</bdi> })}
            </>
          )}
        </p>
      </div>
      {ticket.state === 'closed' ? (
        <ButtonLink href="/support/new" size="sm">
          {t('new')}
        </ButtonLink>
      ) : (
        <ProgressTag state={ticket.state} />
      )}
    </PaneBar>
  );
}
