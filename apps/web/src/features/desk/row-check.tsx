'use client';

import { useTicket } from '@app/client/react';
import { useTranslations } from 'next-intl';

interface RowCheckProps {
  ticketId: string;
  isChosen: boolean;
  onToggle: (ticketId: string) => void;
}

/** Chooses a ticket of the queue; beside its row, which is a link. */
export function RowCheck({ ticketId, isChosen, onToggle }: RowCheckProps) {
  const t = useTranslations('desk.bulk');
  const ticket = useTicket(ticketId);
  if (!ticket) return null;
  return (
    <label className="grid w-9 flex-none cursor-pointer place-items-center self-stretch touch:w-11">
      <input
        type="checkbox"
        checked={isChosen}
        onChange={() => onToggle(ticketId)}
        aria-label={t('choose', { number: `${ticket.number}`, subject: ticket.subject })}
        className="size-4.5 accent-accent"
      />
    </label>
  );
}
