import '@testing-library/jest-dom';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildUser } from '../../../../../libs/client/src/testing/build';
import { buildStaffTicket } from '../../../../../libs/client/src/testing/build-desk';
import { CustomerPane } from './customer-pane';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }) }));

const kamel = buildUser({ id: 'kamel', name: 'Kamel Ziani' });
const ticket = buildStaffTicket({
  id: 't1',
  number: 1042,
  requester: kamel,
  followUpOf: { ticketId: 't0', number: 900 },
  rating: { askedAt: '2026-01-01T00:00:00.000Z', score: 4, comment: 'Quick' },
  desk: {
    language: 'ar',
    tags: ['refund'],
    links: [{ ticketId: 't8', number: 77 }],
    escalation: { at: '2026-01-01T00:00:00.000Z', by: buildUser({ name: 'Nadia' }), reason: 'He is angry' },
  },
});

const update = jest.fn();

const show = () => {
  update.mockReset().mockResolvedValue(ticket);
  return renderInApp(<CustomerPane ticket={ticket} isOpen onClose={() => undefined} />, {
    me: { role: 'agent' },
    arrange: ({ parley, network }) => {
      jest.spyOn(parley.tickets, 'update').mockImplementation(update);
      const items = [ticket, buildStaffTicket({ id: 't2', number: 1043, subject: 'My number', requester: kamel })];
      network.routes.set('GET support-tickets', () => ({ items, nextCursor: null }));
    },
  });
};

describe('CustomerPane', () => {
  it('tells who asks, why it was passed up, what it has to do with, and how it was rated', async () => {
    await show();
    await settleApp();
    expect(screen.getByText('Kamel Ziani')).toBeVisible();
    expect(screen.getByText('Arabic')).toBeVisible();
    expect(screen.getByRole('region', { name: 'Escalated' })).toHaveTextContent('He is angry');
    const related = within(screen.getByRole('list', { name: 'Related' }));
    expect(related.getByRole('link', { name: /Goes on from #900/ })).toHaveAttribute('href', '/desk/t0');
    expect(related.getByRole('link', { name: /See also #77/ })).toHaveAttribute('href', '/desk/t8');
    expect(screen.getByText('4 of 5')).toBeVisible();
    const others = within(screen.getByRole('list', { name: 'Other tickets' }));
    expect(others.getAllByRole('link')).toHaveLength(1);
    expect(others.getByRole('link', { name: /My number/ })).toHaveAttribute('href', '/desk/t2');
  });

  it('adds tags with Enter, several with commas, and takes one away', async () => {
    await show();
    await userEvent.type(screen.getByRole('combobox', { name: 'Add a tag' }), 'Delivery، oran{Enter}');
    expect(update).toHaveBeenLastCalledWith('t1', { tags: ['refund', 'delivery', 'oran'] });
    await settleApp();
    await userEvent.click(screen.getByRole('button', { name: 'Remove the tag refund' }));
    expect(update).toHaveBeenLastCalledWith('t1', { tags: [] });
  });
});
