import '@testing-library/jest-dom';
import type { NotificationTargetDto } from '@app/contracts';
import { screen } from '@testing-library/react';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildNotification } from '../../../../../libs/client/src/testing/build';
import { NotificationText } from './notification-text';
import { useTicketText } from './use-ticket-text';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }), usePathname: () => '/' }));

describe(useTicketText.name, () => {
  const show = async (data: NotificationTargetDto, text = '') => {
    await renderInApp(<NotificationText row={buildNotification({ type: 'ticket', title: 'Refund', text, data })} />);
    await settleApp();
  };

  it.each<[NotificationTargetDto, string]>([
    [{ sla: { target: 'firstResponse', kind: 'warning' } }, 'The first answer is due soon'],
    [{ sla: { target: 'nextResponse', kind: 'missed' } }, 'An answer is late'],
    [{ sla: { target: 'resolution', kind: 'missed' } }, 'The solution is late'],
    [{ desk: 'assigned' }, 'Assigned to you'],
    [{ desk: 'woken' }, 'Back in your queue'],
    [{ state: 'solved', asksRating: true }, 'Solved: how did we do?'],
    [{ state: 'pending' }, 'Support is waiting for your answer'],
  ])('says of %j: %s', async (data, words) => {
    await show(data);
    expect(screen.getByText(words)).toBeInTheDocument();
  });

  it('tells a lead why a ticket was passed up', async () => {
    await show({ desk: 'escalated' }, 'Threatens to sue');
    expect(screen.getByText('Escalated to you: \u2068Threatens to sue\u2069')).toBeInTheDocument();
  });
});
