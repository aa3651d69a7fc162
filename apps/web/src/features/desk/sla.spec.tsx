import '@testing-library/jest-dom';
import type { SlaClockDto, TicketSlaDto } from '@app/contracts';
import { screen } from '@testing-library/react';
import { renderInApp } from '@/testing/render-in-app';
import { buildTicket } from '../../../../../libs/client/src/testing/build';
import { SlaMark } from './sla-mark';
import { SlaSection } from './sla-section';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR + 60_000).toISOString();
const LATE = inHours(-2);
const clock = (part: Partial<SlaClockDto>): SlaClockDto => ({
  targetMs: 8 * HOUR,
  elapsedMs: 0,
  dueAt: null,
  warnAt: null,
  missedAt: null,
  metAt: null,
  isPaused: false,
  ...part,
});
const ticketWith = (sla: Partial<TicketSlaDto>) =>
  buildTicket({ sla: { firstResponse: null, nextResponse: null, resolution: null, missedNextResponses: 0, ...sla } });

describe('SlaMark', () => {
  it('says what presses most, and when', async () => {
    const ticket = ticketWith({
      firstResponse: clock({ dueAt: inHours(3), warnAt: inHours(1) }),
      resolution: clock({ dueAt: inHours(20) }),
    });
    await renderInApp(<SlaMark ticket={ticket} />);
    expect(screen.getByText('First answer due in 3 hours')).toBeVisible();
  });

  it('says that it is overdue', async () => {
    await renderInApp(<SlaMark ticket={ticketWith({ nextResponse: clock({ dueAt: LATE, missedAt: LATE }) })} />);
    expect(screen.getByText('Answer overdue')).toBeVisible();
  });

  it.each([
    ['paused', ticketWith({ resolution: clock({ isPaused: true }) })],
    ['met', ticketWith({ firstResponse: clock({ metAt: inHours(-1) }) })],
    ['of a customer', buildTicket()],
    ['solved', { ...ticketWith({ nextResponse: clock({ dueAt: inHours(3) }) }), state: 'solved' as const }],
    [
      'closed late',
      { ...ticketWith({ firstResponse: clock({ dueAt: LATE, missedAt: LATE }) }), state: 'closed' as const },
    ],
  ])('says nothing when %s', async (_name, ticket) => {
    await renderInApp(<SlaMark ticket={ticket} />);
    expect(document.body).not.toHaveTextContent(/due/);
  });
});

describe('SlaSection', () => {
  it('tells how each promise stands', async () => {
    const ticket = ticketWith({
      firstResponse: clock({ metAt: inHours(-3), missedAt: inHours(-4) }),
      nextResponse: clock({ missedAt: LATE, dueAt: LATE }),
      resolution: clock({ isPaused: true }),
    });
    await renderInApp(<SlaSection ticket={ticket} />);
    const terms = screen.getAllByRole('term').map((term) => term.textContent);
    const told = screen.getAllByRole('definition').map((definition) => definition.textContent);
    expect(terms).toEqual(['First answer', 'Next answer', 'Solution']);
    expect(told).toEqual(['too late', expect.stringMatching(/^overdue since/), 'paused']);
  });

  it('does not call late for ever what was missed on a ticket that is over', async () => {
    const ticket = ticketWith({ firstResponse: clock({ missedAt: LATE, dueAt: LATE, isPaused: true }) });
    await renderInApp(<SlaSection ticket={{ ...ticket, state: 'closed' }} />);
    expect(screen.getByRole('definition')).toHaveTextContent('too late');
  });
});
