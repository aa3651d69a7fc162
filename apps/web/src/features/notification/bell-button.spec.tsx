import '@testing-library/jest-dom';
import type { NotificationDto } from '@app/contracts';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildNotification } from '../../../../../libs/client/src/testing/build';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { BellButton } from './bell-button';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => '/chats',
}));

const AT = '2026-01-01T00:00:00.000Z';

/** A bell as the server keeps it: seen and read marks stay. */
function keepBell(world: World, initial: NotificationDto[]) {
  let rows = initial;
  const counts = () => ({
    unseen: rows.filter((row) => row.seenAt === null).length,
    unread: rows.filter((row) => row.readAt === null).length,
  });
  const { routes } = world.network;
  routes.set('GET notifications', () => ({ items: rows, nextCursor: null }));
  routes.set('GET notifications/counts', counts);
  routes.set('POST notifications/seen-all', () => {
    rows = rows.map((row) => ({ ...row, seenAt: row.seenAt ?? AT }));
    return counts();
  });
  for (const { id } of initial) {
    routes.set(`POST notifications/${id}/read`, () => {
      rows = rows.map((row) => (row.id === id ? { ...row, seenAt: AT, readAt: AT } : row));
      return rows.find((row) => row.id === id);
    });
  }
}

const fromBen = buildNotification({
  id: 'n1',
  type: 'message',
  title: 'Ben',
  text: 'Salam!',
  count: 4,
  data: { chatId: 'c1' },
  seenAt: null,
  readAt: null,
});
const announcement = buildNotification({
  id: 'n2',
  type: 'broadcast',
  title: 'Free delivery',
  text: 'All weekend long.',
  count: 1,
  data: { broadcastId: 'b1' },
  seenAt: AT,
  readAt: null,
});

async function openBell(rows: NotificationDto[], options: Parameters<typeof renderInApp>[1] = {}) {
  const world = await renderInApp(<BellButton className="">bell</BellButton>, {
    ...options,
    arrange: (made) => keepBell(made, rows),
  });
  await userEvent.click(screen.getByRole('button', { name: 'bell' }));
  await screen.findByRole('dialog');
  await settleApp();
  return world;
}

const group = (name: string) => screen.getByRole('region', { name: (text) => text.startsWith(name) });

describe('the bell', () => {
  it('clears the badge by opening, and keeps what was new in its group until it closes', async () => {
    const { parley } = await openBell([fromBen, announcement]);
    expect(parley.bell.getState().counts.unseen).toBe(0);
    expect(within(group('New')).getByRole('link')).toHaveTextContent('Ben · 4 messages');
    expect(within(group('Earlier')).getByText('Free delivery')).toBeVisible();

    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole('button', { name: 'bell' })).toHaveFocus());

    await userEvent.click(screen.getByRole('button', { name: 'bell' }));
    await settleApp();
    expect(screen.queryByRole('region', { name: /^New/ })).not.toBeInTheDocument();
    expect(within(group('Earlier')).getByRole('link')).toHaveTextContent('Salam!');
  });

  it('puts what arrives while it is open into the new group', async () => {
    const { network } = await openBell([announcement]);
    act(() => network.announce({ name: 'notification', data: fromBen }));
    await settleApp();
    expect(within(group('New')).getByRole('link')).toHaveTextContent('Salam!');
  });

  it('counts that as seen once it could be looked at', async () => {
    const { network } = await openBell([announcement]);
    // The network in memory delivers by microtasks.
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    try {
      act(() => network.announce({ name: 'notificationCounts', data: { unseen: 1, unread: 2 } }));
      await settleApp();
      expect(network.requests).not.toContain('POST notifications/seen-all');
      act(() => jest.runOnlyPendingTimers());
      await settleApp();
      expect(network.requests).toContain('POST notifications/seen-all');
    } finally {
      jest.useRealTimers();
    }
  });

  it('links to what a row is about, and reads it on the way', async () => {
    const { network } = await openBell([fromBen]);
    const link = within(group('New')).getByRole('link');
    expect(link).toHaveAttribute('href', '/chats/c1');
    // Following links is the browser's part, which jsdom does not have.
    link.addEventListener('click', (event) => event.preventDefault());
    await userEvent.click(link);
    await settleApp();
    expect(network.requests).toContain('POST notifications/n1/read');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('reads one without opening it', async () => {
    await openBell([fromBen]);
    await userEvent.click(screen.getByRole('button', { name: 'Mark as read: Ben' }));
    await settleApp();
    expect(screen.queryByRole('button', { name: /^Mark as read/ })).not.toBeInTheDocument();
    expect(within(group('New')).getByRole('link')).toBeVisible();
  });

  it('says why a row was not marked read', async () => {
    const { network } = await openBell([fromBen]);
    network.routes.set('POST notifications/n1/read', () => {
      throw refuse('RATE_LIMITED');
    });
    await userEvent.click(screen.getByRole('button', { name: 'Mark as read: Ben' }));
    await settleApp();
    expect(screen.getByText('That did not work: too fast, wait a moment.')).toBeVisible();
  });

  it('archives by the menu of a row, and takes it back', async () => {
    const { network } = await openBell([fromBen, announcement]);
    network.routes.set('POST notifications/n1/archive', () => ({ ...fromBen, archivedAt: AT }));
    network.routes.set('DELETE notifications/n1/archive', () => fromBen);
    await userEvent.click(screen.getByRole('button', { name: 'More for: Ben' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Archive' }));
    await settleApp();
    expect(screen.queryByRole('link', { name: /Ben/ })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await settleApp();
    expect(screen.getByRole('link', { name: /Ben/ })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
  });

  it('snoozes until a time of the menu', async () => {
    const { network } = await openBell([announcement]);
    network.routes.set('POST notifications/n2/snooze', () => ({
      ...announcement,
      snoozedUntil: '2026-01-01T01:00:00.000Z',
    }));
    await userEvent.click(screen.getByRole('button', { name: 'More for: Free delivery' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Remind me in an hour' }));
    await settleApp();
    expect(screen.queryByText('All weekend long.')).not.toBeInTheDocument();
    expect(screen.getByText(/^Until .*Free delivery/)).toBeVisible();
  });

  it('shows an announcement in full, and gives the focus back', async () => {
    await openBell([announcement]);
    await userEvent.click(screen.getByRole('button', { name: /^Free delivery/ }));
    await settleApp();
    const dialog = await screen.findByRole('dialog', { name: 'Free delivery' });
    expect(dialog).toHaveTextContent('All weekend long.');
  });

  it('words a ticket by its state, in the reader’s language', async () => {
    const ticket = buildNotification({
      id: 'n3',
      type: 'ticket',
      title: 'Refund',
      text: '',
      data: { ticketId: 't1', state: 'pending' },
      seenAt: null,
      readAt: null,
    });
    await openBell([ticket], { locale: 'ar' });
    const link = screen.getByRole('link', { name: /Refund/ });
    expect(link).toHaveTextContent('فريق الدعم ينتظر ردّك');
    expect(link).toHaveAttribute('href', '/support/t1');
  });

  it('says what will come when it is empty, and offers another try when it did not load', async () => {
    const { network } = await openBell([]);
    expect(screen.getByText('Nothing here yet')).toBeVisible();
    network.routes.set('GET notifications', () => {
      throw refuse('UNAVAILABLE');
    });
    await userEvent.keyboard('{Escape}');
    await userEvent.click(screen.getByRole('button', { name: 'bell' }));
    await settleApp();
    expect(screen.getByText('Notifications did not load')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});
