import '@testing-library/jest-dom';
import type { BroadcastDto } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { BroadcastScreen } from './broadcast-screen';
import { BroadcastsScreen } from './broadcasts-screen';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

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
  const show = (answer: () => unknown) =>
    renderInApp(<BroadcastScreen broadcastId="b1" />, {
      me: { role: 'admin' },
      arrange: ({ network }) => void network.routes.set('GET broadcasts/b1', answer),
    });

  it('shows the text of each language and the shares', async () => {
    await show(() => broadcast);
    expect(screen.getByRole('region', { name: 'العربية' })).toHaveTextContent('مرحبا');
    expect(screen.getByText('25%')).toBeVisible();
    expect(screen.getByText('4%')).toBeVisible();
  });

  it('says that one which never was is not here', async () => {
    await show(() => {
      throw refuse('FORBIDDEN');
    });
    expect(screen.getByRole('alert')).toHaveTextContent('This broadcast is not here');
  });
});
