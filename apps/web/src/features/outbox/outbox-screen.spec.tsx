import '@testing-library/jest-dom';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { OutboxScreen } from './outbox-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/settings' }));

const letter = { id: '1', to: 'ana@souk.example', subject: 'Ben', at: '2026-01-01T00:00:00.000Z' };

describe('the outbox', () => {
  it('lists letters and opens one where it stands, as text', async () => {
    await renderInApp(<OutboxScreen />, {
      arrange: ({ network }) => {
        network.routes.set('GET outbox', () => [letter]);
        network.routes.set('GET outbox/1', () => ({ ...letter, raw: 'Subject: Ben\r\n\r\n<b>Salam</b>' }));
      },
    });
    await settleApp();
    await userEvent.click(screen.getByRole('button', { name: /Ben/, expanded: false }));
    await settleApp();
    expect(screen.getByText(/<b>Salam<\/b>/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /Ben/, expanded: true }));
    expect(screen.queryByText(/Salam/)).not.toBeInTheDocument();
  });

  it('says where letters are when there is no outbox', async () => {
    await renderInApp(<OutboxScreen />, {
      arrange: ({ network }) => {
        network.routes.set('GET outbox', () => {
          throw refuse('FORBIDDEN');
        });
      },
    });
    await settleApp();
    expect(screen.getByText('The outbox is closed')).toBeVisible();
  });
});
