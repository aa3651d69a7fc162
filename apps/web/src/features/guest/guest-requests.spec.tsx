import '@testing-library/jest-dom';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildTicket } from '../../../../../libs/client/src/testing/build';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { GuestRequests } from './guest-requests';
import { LettersOff } from './letters-off';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => '/support/guest',
}));

const first = buildTicket({ id: 't1', number: 1001, subject: 'My parcel', chatId: 'c1' });
const second = buildTicket({ id: 't2', number: 1002, subject: 'Lost order', chatId: 'c1' });

const arrange = ({ network }: World) => {
  network.routes.set('GET support-tickets', () => ({ items: [first], nextCursor: null }));
  network.routes.set('GET articles', () => ({ items: [], nextCursor: null }));
};

describe('GuestRequests', () => {
  it('takes one more request, without asking again who writes, and shows it', async () => {
    const asked: object[] = [];
    await renderInApp(<GuestRequests />, {
      arrange: (world) => {
        arrange(world);
        world.network.routes.set('POST support-tickets', (body) => {
          asked.push(body);
          return second;
        });
      },
    });
    expect(screen.getByRole('heading', { name: 'My parcel' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'New request' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(screen.getByRole('heading', { name: 'My parcel' })).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'New request' }));
    expect(screen.queryByLabelText('E-mail')).toBeNull();
    await userEvent.click(await screen.findByRole('radio', { name: /Booking/ }));
    await userEvent.type(screen.getByLabelText('Subject'), 'Lost order');
    await userEvent.type(screen.getByLabelText('What happened?'), 'Nothing came.');
    await userEvent.click(screen.getByRole('button', { name: 'Send request' }));
    await settleApp();
    expect(asked).toMatchObject([{ subject: 'Lost order', category: 'booking', description: 'Nothing came.' }]);
    expect(screen.getByRole('heading', { name: 'Lost order' })).toBeVisible();
    expect(screen.getByRole('combobox')).toHaveValue('t2');
  });
});

describe('LettersOff', () => {
  const showWith = (isOn: boolean) =>
    renderInApp(<LettersOff />, {
      me: { email: 'karim@example.dz' },
      arrange: ({ network }) => network.routes.set('GET guests/letters', () => ({ isOn })),
    });

  it('says nothing while letters come', async () => {
    await showWith(true);
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('lets a guest who left them have them again, also at the second attempt', async () => {
    const { network } = await showWith(false);
    expect(screen.getByRole('region', { name: 'Answers by e-mail' })).toHaveTextContent('karim@example.dz');
    network.routes.set('PUT guests/letters', () => {
      throw refuse('UNAVAILABLE');
    });
    await userEvent.click(screen.getByRole('button', { name: 'Send them again' }));
    await settleApp();
    expect(screen.getByRole('region')).toBeVisible();
    network.routes.set('PUT guests/letters', (body) => body);
    await userEvent.click(screen.getByRole('button', { name: 'Send them again' }));
    await settleApp();
    expect(screen.queryByRole('region')).toBeNull();
    expect(screen.getByRole('status')).toHaveTextContent('Our answers are sent to you by e-mail again.');
  });
});
