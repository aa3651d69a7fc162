'use client';

import { useParley } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { ChatSkeleton } from '@/features/chat/chat-skeleton';
import { useChatDetails } from '@/features/chat/use-chat-details';
import { useDraft } from '@/features/chat/use-draft';
import { PageTitle } from '@/features/shell/page-title';
import { TicketNotice } from '@/features/support/ticket-notice';
import { TicketThread } from '@/features/support/ticket-thread';
import { useKnownTicket } from '@/features/support/use-known-ticket';
import { CustomerDialog, CustomerPane } from './customer-pane';
import { ReplyFrame } from './reply-frame';
import { startWriting } from './reply-mode';
import { TicketHeader } from './ticket-header';
import { useViewers } from './use-desk';
import { useDeskKeys } from './use-desk-keys';
import { useNoteRows } from './use-note-rows';

/**
 * Own bubbles and the send button take the colour of the house: what an agent writes here is its public answer.
 * The tokens are changed for this part of the page, so that the chat's own parts need not know.
 */
const HOUSE_VOICE =
  'contents [--accent:var(--support)] [--accent-hover:var(--support)] [--on-accent:var(--on-support)] [--bubble-out:var(--support-soft)] [--bubble-out-quote:color-mix(in_oklab,var(--support)_12%,var(--support-soft))] [--on-bubble-out:var(--text)] [--on-bubble-out-quiet:var(--support)] [--tick-read:var(--accent-text)]';

/** A ticket by its address, or why it is not shown. */
export function TicketScreen({ ticketId }: { ticketId: string }) {
  const t = useTranslations();
  const { ticket, error, retry } = useKnownTicket(ticketId);
  if (ticket) return <OpenTicket ticket={ticket} />;
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

/** A ticket as staff see it: the thread with their notes, what can be changed, and whose it is. */
function OpenTicket({ ticket }: { ticket: SupportTicketDto }) {
  const t = useTranslations('support');
  const details = useChatDetails();
  const { drafts } = useParley();
  const notes = useNoteRows(ticket.id);
  const draft = useDraft(ticket.chatId);
  useDeskKeys({
    r: () => startWriting(ticket.id, 'reply'),
    n: () => startWriting(ticket.id, 'note'),
    '/': () => {
      if (!draft?.text) drafts.set(ticket.chatId, { text: '/' });
      startWriting(ticket.id, 'reply');
    },
  });
  const viewers = useViewers(ticket.id, Boolean(draft?.text));
  return (
    <div className={HOUSE_VOICE}>
      <TicketThread
        ticket={ticket}
        label={t('label', { number: `${ticket.number}`, subject: ticket.subject })}
        header={
          <TicketHeader ticket={ticket} viewers={viewers} hasDetails={details.isPaneOpen} onDetails={details.toggle} />
        }
        sides={notes}
        frame={(composer) => <ReplyFrame ticket={ticket} composer={composer} />}
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
