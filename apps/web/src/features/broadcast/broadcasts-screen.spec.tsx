import '@testing-library/jest-dom';
import type { BroadcastDeliveryDto, BroadcastDto, BroadcastState } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { BroadcastScreen } from './broadcast-screen';
import { BroadcastsScreen } from './broadcasts-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }) }));

const AT = '2026-01-01T00:00:00.000Z';
const broadcast: BroadcastDto = {
  id: 'b1',
  state: 'sent',
  variants: { en: { title: 'Free delivery', text: 'All weekend.' }, ar: { title: 'توصيل مجاني', text: 'مرحبا' } },
  defaultLocale: 'en',
  audience: { roles: ['user'], locales: ['ar', 'en'], regions: ['Oran'], tags: [], excludedTags: [], userIds: [] },
  link: null,
  channels: [],
  publishAt: AT,
  timeZone: null,
  isPublished: true,
  expiresAt: null,
  createdBy: 'karim',
  createdAt: AT,
  updatedAt: AT,
  figures: { recipients: 200, seen: 50, read: 8, clicked: 2 },
  deliveries: [],
};

describe('BroadcastsScreen', () => {
  it('shows what was sent to whom, with its figures, and the next page on demand', async () => {
    let page = { items: [broadcast], nextCursor: 'next' as string | null };
    await renderInApp(<BroadcastsScreen />, {
      me: { role: 'admin' },
      arrange: ({ network }) => void network.routes.set('GET broadcasts', () => page),
    });
    const list = screen.getByRole('list', { name: 'Broadcasts' });
    const row = within(list).getByRole('link');
    for (const text of ['Free delivery', 'Sent', '200 recipients', '50 seen', '8 read', 'Arabic or English']) {
      expect(row).toHaveTextContent(text);
    }
    page = { items: [{ ...broadcast, id: 'b0' }], nextCursor: null };
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await settleApp();
    expect(within(list).getAllByRole('link')).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument();
  });

  it('gives the title in the reader’s language', async () => {
    await renderInApp(<BroadcastsScreen />, {
      locale: 'ar',
      arrange: ({ network }) =>
        void network.routes.set('GET broadcasts', () => ({ items: [broadcast], nextCursor: null })),
    });
    expect(screen.getByText('توصيل مجاني')).toBeVisible();
  });

  it('offers another try when it did not load', async () => {
    const { network } = await renderInApp(<BroadcastsScreen />, {
      arrange: (world) =>
        void world.network.routes.set('GET broadcasts', () => {
          throw refuse('UNAVAILABLE');
        }),
    });
    expect(screen.getByRole('alert')).toHaveTextContent('The broadcasts did not load');
    network.routes.set('GET broadcasts', () => ({ items: [], nextCursor: null }));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settleApp();
    expect(screen.getByText('Nothing announced yet')).toBeVisible();
  });
});

describe('BroadcastScreen', () => {
  const show = (answer: () => unknown, arrange: (world: World) => void = () => undefined) =>
    renderInApp(<BroadcastScreen broadcastId="b1" />, {
      me: { role: 'admin' },
      arrange: (world) => {
        world.network.routes.set('GET broadcasts/b1', answer);
        world.network.routes.set('GET broadcasts/b1/history', () => ({ hours: [] }));
        arrange(world);
      },
    });
  const steps = () => screen.queryAllByRole('button').map((button) => button.textContent);

  it('shows the text of each language and the shares', async () => {
    await show(() => ({ ...broadcast, link: '/offers' }));
    expect(screen.getByRole('region', { name: 'العربية' })).toHaveTextContent('مرحبا');
    for (const text of ['25%', '4%', '1%', '/offers']) expect(screen.getByText(text)).toBeVisible();
    const repeat = screen.getByRole('link', { name: 'Repeat as new' });
    expect(repeat).toHaveAttribute('href', '/broadcasts/new?from=b1');
  });

  it('says that one which never was is not here', async () => {
    await show(() => {
      throw refuse('FORBIDDEN');
    });
    expect(screen.getByRole('alert')).toHaveTextContent('This broadcast is not here');
  });

  it('shows what happened in which hour', async () => {
    await show(
      () => broadcast,
      ({ network }) =>
        void network.routes.set('GET broadcasts/b1/history', () => ({
          hours: [{ at: AT, seen: 50, read: 8, clicked: 2 }],
        })),
    );
    const table = within(screen.getByRole('region', { name: 'Over time' })).getByRole('table');
    expect(
      within(table)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['50', '8', '2']);
  });

  it('shows how far e-mail is, and that push is stuck', async () => {
    const none = { sent: 0, skipped: 0, failed: 0, repeated: 0, isFailing: false };
    const deliveries: BroadcastDeliveryDto[] = [
      { ...none, channel: 'email', state: 'sending', sent: 90, skipped: 10 },
      { ...none, channel: 'push', state: 'sending', isFailing: true },
    ];
    await show(() => ({ ...broadcast, state: 'sending', channels: ['email', 'push'], deliveries }));
    expect(screen.getByRole('progressbar', { name: 'E-mail' })).toHaveAttribute('aria-valuenow', '50');
    expect(screen.getByText('100 of 200')).toBeVisible();
    expect(screen.getByText('10 did not want it or have no address')).toBeVisible();
    expect(screen.getByText('The channel does not answer; it is tried again.')).toBeVisible();
  });

  it.each<[BroadcastState, string[]]>([
    ['scheduled', ['Pause', 'Cancel']],
    ['sending', ['Pause', 'Withdraw']],
    ['paused', ['Resume', 'Withdraw']],
    ['sent', ['Withdraw']],
    ['cancelled', []],
    ['draft', ['Delete draft']],
  ])('offers what can be done with one that is %s', async (state, expected) => {
    await show(() => ({ ...broadcast, state, isPublished: !['scheduled', 'draft'].includes(state) }));
    expect(steps()).toEqual(expected);
  });

  it('asks before it is withdrawn, and shows what became of it', async () => {
    const { network } = await show(() => broadcast);
    network.routes.set('POST broadcasts/b1/cancel', () => ({ ...broadcast, state: 'cancelled' }));
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }));
    const question = screen.getByRole('alertdialog', { name: 'Withdraw this broadcast?' });
    await userEvent.click(within(question).getByRole('button', { name: 'Withdraw' }));
    await settleApp();
    expect(screen.getByText('Cancelled')).toBeVisible();
    expect(steps()).toEqual([]);
  });

  it('says why a step was not taken', async () => {
    const { network } = await show(() => ({ ...broadcast, state: 'sending' }));
    network.routes.set('POST broadcasts/b1/pause', () => {
      throw refuse('ILLEGAL_TRANSITION');
    });
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
    await settleApp();
    expect(screen.getByRole('alert')).toHaveTextContent('Not done:');
  });
});
