'use client';

import type { SupportTicketDto } from '@app/contracts';
import { PanelRightClose } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { lazyPart } from '@/ui/lazy-part';
import { Pane, PaneBar } from '@/ui/pane';
import { AboutSection } from './about-section';
import { CustomerCard } from './customer-card';
import { EscalationCard } from './escalation-card';
import { OtherTickets } from './other-tickets';
import { RatingLine } from './rating-line';
import { RelatedSection } from './related-section';
import { SlaSection } from './sla-section';
import { TagsSection } from './tags-section';
import { TicketHistory } from './ticket-history';

const EvidenceSection = lazyPart(() => import('@/features/evidence/evidence-section'));

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
  return (
    <div className="scroll-y grid flex-1 grid-cols-[minmax(0,1fr)] content-start gap-6 p-4">
      <EscalationCard ticket={ticket} />
      <CustomerCard ticket={ticket} />
      <SlaSection ticket={ticket} />
      <AboutSection ticket={ticket} />
      {ticket.desk?.hasEvidence && <EvidenceSection ticket={ticket} />}
      <TagsSection ticket={ticket} />
      <RelatedSection ticket={ticket} onLeave={onLeave} />
      <OtherTickets ticket={ticket} onLeave={onLeave} />
      <RatingLine ticket={ticket} />
      <TicketHistory ticket={ticket} />
    </div>
  );
}
