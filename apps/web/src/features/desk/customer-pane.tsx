'use client';

import { usePresence, useTickets } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { PanelRightClose } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePresenceText } from '@/features/chat/use-presence-text';
import { StateTag } from '@/features/support/ticket-tag';
import { useDateText } from '@/i18n/use-date-text';
import { Avatar } from '@/ui/avatar';
import { IconButton } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Link } from '@/ui/link';
import { Pane, PaneBar } from '@/ui/pane';
import { SlaSection } from './sla-section';
import { TicketHistory } from './ticket-history';

interface CustomerPaneProps {
  ticket: SupportTicketDto;
  isOpen: boolean;
  onClose: () => void;
}

/** Who asks, what the ticket is, and what happened to it. Beside the thread when there is room. */
export function CustomerPane({ ticket, isOpen, onClose }: CustomerPaneProps) {
  const t = useTranslations();
  if (!isOpen) return null;
  return (
    <Pane aria-label={t('desk.customer')} className="w-(--context) flex-none border-s border-line max-desktop:hidden">
      <PaneBar>
        <h2 className="flex-1 text-md">{t('desk.customer')}</h2>
        <IconButton label={t('chat.hideDetails')} onPress={onClose}>
          <PanelRightClose aria-hidden className="flip size-5" strokeWidth={1.75} />
        </IconButton>
      </PaneBar>
      <CustomerBody ticket={ticket} />
    </Pane>
  );
}

/** The same on narrower screens, over the thread. */
export function CustomerDialog({ ticket, isOpen, onClose }: CustomerPaneProps) {
  const t = useTranslations();
  return (
    <Dialog kind="sheet" title={t('desk.customer')} isOpen={isOpen} onClose={onClose} closeLabel={t('app.close')}>
      <CustomerBody ticket={ticket} onLeave={onClose} />
    </Dialog>
  );
}

function CustomerBody({ ticket, onLeave }: { ticket: SupportTicketDto; onLeave?: () => void }) {
  const t = useTranslations();
  const date = useDateText();
  const { requester } = ticket;
  const presence = usePresence(requester.id);
  const presenceText = usePresenceText(presence);
  return (
    <div className="scroll-y grid flex-1 content-start gap-6 p-4">
      <section>
        <p className="flex items-center gap-3">
          <Avatar id={requester.id} name={requester.name} url={requester.avatarUrl} presence={presence?.state} />
          <span className="min-w-0 flex-1">
            <b dir="auto" className="one-line block font-semibold">
              {requester.name}
            </b>
            <span className="block text-xs text-quiet">{presenceText ?? t(`user.role.${requester.role}`)}</span>
          </span>
        </p>
        <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm [&_dd]:text-end [&_dt]:text-quiet">
          <dt>{t('desk.number')}</dt>
          <dd className="tabular">
            <bdi>#{ticket.number}</bdi>
          </dd>
          <dt>{t('desk.category')}</dt>
          <dd>{t(`support.category.${ticket.category}`)}</dd>
          <dt>{t('desk.opened')}</dt>
          <dd>
            <time dateTime={ticket.createdAt} title={date.full(ticket.createdAt)}>
              {date.ago(ticket.createdAt)}
            </time>
          </dd>
          <dt>{t('desk.waiting')}</dt>
          <dd>{t(ticket.isAwaitingReply ? 'desk.waitingYes' : 'desk.waitingNo')}</dd>
        </dl>
      </section>
      <SlaSection ticket={ticket} />
      <OtherTickets ticket={ticket} onLeave={onLeave} />
      <TicketHistory ticket={ticket} />
    </div>
  );
}

/** Of the same customer, as far as the queue has shown them. */
function OtherTickets({ ticket, onLeave }: { ticket: SupportTicketDto; onLeave?: () => void }) {
  const t = useTranslations('desk');
  const others = useTickets((state) =>
    Object.values(state.byId)
      .filter((other) => other.requester.id === ticket.requester.id && other.id !== ticket.id)
      .sort((a, b) => b.number - a.number),
  );
  if (others.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-sm">{t('otherTickets')}</h3>
      <ul>
        {others.map((other) => (
          <li key={other.id}>
            <Link
              href={`/desk/${other.id}`}
              onClick={onLeave}
              className="ease -mx-2 flex items-center gap-3 rounded-sm px-2 py-1.5 text-sm text-inherit no-underline transition-colors hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span dir="auto" className="one-line block font-medium">
                  {other.subject}
                </span>
                <bdi className="tabular text-xs text-quiet">#{other.number}</bdi>
              </span>
              <StateTag state={other.state} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
