'use client';

import { ticketFlowOf } from '@app/client/desk';
import { useParley, useTickets } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { showNotice } from '@/features/shell/notice';
import { useAttempt } from '@/features/shell/use-attempt';
import { StateTag } from '@/features/support/ticket-tag';
import { Dialog } from '@/ui/dialog';
import { Press } from '@/ui/press';
import { SearchField } from '@/ui/search-field';
import { ChangeFault } from './change-fault';
import { findTickets } from './find-tickets';
import { useCustomerTickets } from './use-customer-tickets';
import { useTicketChange } from './use-ticket-change';

interface RelateDialogProps {
  ticket: SupportTicketDto;
  /** Merged tickets are of one customer; linked ones may be anybody's. */
  how: 'merge' | 'link';
  isOpen: boolean;
  onClose: () => void;
}

/** Joins the ticket with another one. */
export default function RelateDialog({ ticket, how, isOpen, onClose }: RelateDialogProps) {
  const t = useTranslations();
  const number = `${ticket.number}`;
  return (
    <Dialog
      kind="sheet"
      title={t(how === 'merge' ? 'desk.mergeTitle' : 'desk.linkTitle', { number })}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={t('app.close')}
    >
      <Choice ticket={ticket} how={how} onDone={onClose} />
    </Dialog>
  );
}

function Choice({ ticket, how, onDone }: { ticket: SupportTicketDto; how: 'merge' | 'link'; onDone: () => void }) {
  const t = useTranslations();
  const { run, isBusy, fault } = useTicketChange(ticket);
  const act = useRelation(ticket);
  const [query, setQuery] = useState('');
  const found = findTickets(useCandidates(ticket, how), query);
  const choose = async (other: SupportTicketDto) => {
    if (await run(() => act[how](other))) onDone();
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-5 pb-5">
      <p className="text-sm text-soft">{t(how === 'merge' ? 'desk.mergeText' : 'desk.linkText')}</p>
      <SearchField
        autoFocus
        label={t('desk.findTicket')}
        clearLabel={t('app.clear')}
        value={query}
        onChange={setQuery}
        maxLength={80}
      />
      <p role="status" className="text-sm text-soft">
        {t('desk.ticketsFound', { count: found.length })}
      </p>
      <ul aria-label={t('desk.list')} className="scroll-y -mx-2 min-h-48 flex-1">
        {found.map((other) => (
          <li key={other.id}>
            <Press
              isDisabled={isBusy}
              onPress={() => void choose(other)}
              className="flex w-full items-center gap-3 rounded-md px-2 py-2 text-start hover:bg-hover touch:min-h-11"
            >
              <span className="min-w-0 flex-1">
                <span dir="auto" className="one-line block font-name">
                  {other.subject}
                </span>
                <span className="one-line block text-xs text-quiet">
                  <bdi className="tabular">#{other.number}</bdi> · <bdi>{other.requester.name}</bdi>
                </span>
              </span>
              <StateTag state={other.state} />
            </Press>
          </li>
        ))}
      </ul>
      <ChangeFault text={fault} className="pt-0" />
    </div>
  );
}

/** Those that it may be joined with: of the same customer, else all that the queue has shown. */
function useCandidates(ticket: SupportTicketDto, how: 'merge' | 'link'): readonly SupportTicketDto[] {
  const own = useCustomerTickets(ticket);
  const all = useTickets(({ byId }) => Object.values(byId));
  if (how === 'merge') return own.filter(({ state, mergedInto }) => state !== 'closed' && mergedInto === null);
  const known = new Set([ticket.id, ...(ticket.desk?.links ?? []).map(({ ticketId }) => ticketId)]);
  return all.filter(({ id }) => !known.has(id)).sort((a, b) => b.number - a.number);
}

/** Merging leads to the older one, which survives, and can be taken back. */
function useRelation(ticket: SupportTicketDto) {
  const t = useTranslations('desk');
  const { rest, tickets } = useParley();
  const router = useRouter();
  const attempt = useAttempt();
  const flow = ticketFlowOf(rest);
  return {
    async merge(other: SupportTicketDto) {
      const survivor = await flow.merge(ticket.id, { withId: other.id });
      const younger = survivor.id === ticket.id ? other : ticket;
      showNotice({
        text: t('merged', { number: `${younger.number}`, into: `${survivor.number}` }),
        onUndo: () => void attempt(() => flow.undoMerge(younger.id)),
      });
      if (survivor.id !== ticket.id) router.push(`/desk/${survivor.id}`);
      else await tickets.find({ requesterId: ticket.requester.id });
    },
    link: (other: SupportTicketDto) => flow.link(ticket.id, { ticketId: other.id }),
  };
}
