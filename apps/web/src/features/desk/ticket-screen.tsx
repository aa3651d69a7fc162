'use client';

import { useTranslations } from 'next-intl';
import { ChatSkeleton } from '@/features/chat/chat-skeleton';
import { useChatDetails } from '@/features/chat/use-chat-details';
import { PageTitle } from '@/features/shell/page-title';
import { TicketNotice } from '@/features/support/ticket-notice';
import { TicketThread } from '@/features/support/ticket-thread';
import { useKnownTicket } from '@/features/support/use-known-ticket';
import { CustomerDialog, CustomerPane } from './customer-pane';
import { TicketHeader } from './ticket-header';

/**
 * Own bubbles and the send button take the colour of the house: what an agent writes here is its public answer.
 * The tokens are changed for this part of the page, so that the chat's own parts need not know.
 */
const HOUSE_VOICE =
  'contents [--accent:var(--support)] [--accent-hover:var(--support)] [--on-accent:var(--on-support)] [--bubble-out:var(--support-soft)] [--bubble-out-quote:color-mix(in_oklab,var(--support)_12%,var(--support-soft))] [--on-bubble-out:var(--text)] [--on-bubble-out-quiet:var(--support)] [--tick-read:var(--accent-text)]';

/** A ticket as staff see it: the thread, what can be changed, and whose it is. */
export function TicketScreen({ ticketId }: { ticketId: string }) {
  const t = useTranslations();
  const { ticket, error, retry } = useKnownTicket(ticketId);
  const details = useChatDetails();
  if (!ticket) {
    return (
      <section
        data-screen="detail"
        aria-label={t('desk.number')}
        aria-busy={!error}
        className="flex min-w-0 flex-1 flex-col border-line bg-canvas tablet:border-s"
      >
        <PageTitle page={t('desk.title.all')} />
        {error ? <TicketNotice error={error} onRetry={retry} listHref="/desk" /> : <ChatSkeleton />}
      </section>
    );
  }
  return (
    <div className={HOUSE_VOICE}>
      <TicketThread
        ticket={ticket}
        label={t('support.label', { number: `${ticket.number}`, subject: ticket.subject })}
        header={<TicketHeader ticket={ticket} hasDetails={details.isPaneOpen} onDetails={details.toggle} />}
        aside={
          <>
            <CustomerPane ticket={ticket} isOpen={details.isPaneOpen} onClose={details.toggle} />
            <CustomerDialog ticket={ticket} isOpen={details.isDialogOpen} onClose={details.closeDialog} />
          </>
        }
      />
    </div>
  );
}
