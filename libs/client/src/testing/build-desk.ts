import type { SupportTicketDto, TicketDeskDto } from '@app/contracts';
import { buildTicket } from './build';

/** What staff see besides of a ticket: nothing special. */
export function buildDesk(overrides: Partial<TicketDeskDto> = {}): TicketDeskDto {
  return {
    tags: [],
    language: 'en',
    isGuest: false,
    snoozedUntil: null,
    escalation: null,
    links: [],
    merged: [],
    noteCount: 0,
    hasEvidence: false,
    archivedAt: null,
    ...overrides,
  };
}

/** A ticket as staff have it. */
export function buildStaffTicket({
  desk,
  ...overrides
}: Partial<Omit<SupportTicketDto, 'desk'>> & { desk?: Partial<TicketDeskDto> } = {}): SupportTicketDto {
  return buildTicket({ history: [], ...overrides, desk: buildDesk(desk) });
}
