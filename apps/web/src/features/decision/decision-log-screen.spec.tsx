import '@testing-library/jest-dom';
import type { DecisionDto } from '@app/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { DecisionLogScreen } from './decision-log-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/settings' }));

const row: DecisionDto = {
  ...{ id: '1', type: 'message', category: 'message', groupKey: 'chat:1', title: 'Ben', data: {} },
  decisions: [
    { channel: 'inApp', outcome: 'sent', reason: null },
    { channel: 'email', outcome: 'suppressed', reason: 'duplicate' },
  ],
  count: 1,
  at: '2026-01-01T00:00:00.000Z',
};

describe('the log', () => {
  async function open(role: 'user' | 'admin', userId?: string) {
    await renderInApp(<DecisionLogScreen userId={userId} />, {
      me: { role },
      arrange: ({ network }) => {
        network.routes.set('GET notifications/decisions', () => ({
          items: [row, { ...row, id: '2', title: 'Nina', count: 3 }],
          nextCursor: null,
        }));
        network.routes.set('GET users', () => [{ id: 'u7', name: 'Nour', avatarUrl: null, role: 'user' }]);
      },
    });
    await settleApp();
  }

  it('says on each channel what became of it and why, and offers nobody else’s', async () => {
    await open('user');
    expect(screen.getAllByText('Bell: sent')).toHaveLength(2);
    expect(screen.getAllByText('E-mail: not sent, sent before')).toHaveLength(2);
    expect(screen.getAllByText(/at once/)).toHaveLength(1);
    expect(screen.getByText('· 3 events at once')).toBeVisible();
    expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
  });

  it('leads admins to the log of a person they look for', async () => {
    await open('admin', 'u9');
    expect(screen.getByRole('heading', { name: 'What became of another person’s news' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Back to your own' })).toHaveAttribute('href', '/settings/log');
    await userEvent.type(screen.getByRole('searchbox', { name: 'Find a person by name' }), 'Nour');
    expect(await screen.findByRole('link', { name: /Nour/ })).toHaveAttribute('href', '/settings/log?user=u7');
  });
});
