'use client';

import type { SupportTicketDto, TicketViewersDto } from '@app/contracts';
import { ChevronLeft, PanelRightOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton, IconLink } from '@/ui/button';
import { PaneBar } from '@/ui/pane';
import { AssigneeMenu } from './assignee-menu';
import { CategoryMenu } from './category-menu';
import { ChangeFault } from './change-fault';
import { PriorityMenu } from './priority-menu';
import { SlaMark } from './sla-mark';
import { StateMenu } from './state-menu';
import { TicketMenu } from './ticket-menu';
import { useTicketChange } from './use-ticket-change';
import { ViewerLine } from './viewer-line';

interface TicketHeaderProps {
  ticket: SupportTicketDto;
  /** Who else has it in front of them. */
  viewers: TicketViewersDto['viewers'];
  hasDetails: boolean;
  onDetails: () => void;
}

/** What the ticket is, and under it what can be changed; a refused change says why right there. */
export function TicketHeader({ ticket, viewers, hasDetails, onDetails }: TicketHeaderProps) {
  const t = useTranslations();
  const ticketChange = useTicketChange(ticket);
  const { change, assign, isBusy, fault } = ticketChange;
  return (
    <div className="flex-none border-b border-line bg-surface">
      <PaneBar className="gap-3 max-tablet:gap-2 max-tablet:ps-3 max-tablet:pe-2">
        <IconLink href="/desk" label={t('support.toQueue')} className="-ms-2 tablet:hidden">
          <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
        </IconLink>
        <div className="min-w-0 flex-1">
          <h2 dir="auto" className="one-line text-lg leading-snug">
            {ticket.subject}
          </h2>
          <p className="one-line text-xs text-quiet">
            <bdi className="tabular">#{ticket.number}</bdi> · <bdi>{ticket.requester.name}</bdi>
          </p>
        </div>
        <ViewerLine viewers={viewers} />
        <TicketMenu ticket={ticket} change={ticketChange} />
        <IconButton
          label={t(hasDetails ? 'chat.hideDetails' : 'chat.showDetails')}
          onPress={onDetails}
          aria-expanded={hasDetails}
          className="aria-expanded:bg-transparent"
        >
          <PanelRightOpen aria-hidden className="flip size-5" strokeWidth={1.75} />
        </IconButton>
      </PaneBar>
      <div
        role="toolbar"
        aria-label={t('desk.actions')}
        className="flex flex-wrap items-center gap-2 px-4 py-2 max-tablet:flex-nowrap max-tablet:overflow-x-auto max-tablet:px-3 max-tablet:[scrollbar-width:none]"
      >
        <StateMenu ticket={ticket} isDisabled={isBusy} onChange={(state) => void change({ state })} />
        <PriorityMenu ticket={ticket} isDisabled={isBusy} onChange={(priority) => void change({ priority })} />
        <CategoryMenu ticket={ticket} isDisabled={isBusy} onChange={(category) => void change({ category })} />
        <AssigneeMenu ticket={ticket} isDisabled={isBusy} onChange={(assigneeId) => void assign(assigneeId)} />
        <span className="ms-auto flex-none empty:hidden max-tablet:order-first max-tablet:ms-0">
          <SlaMark ticket={ticket} />
        </span>
      </div>
      <ChangeFault text={fault} className="px-4 pt-0 pb-2" />
    </div>
  );
}
