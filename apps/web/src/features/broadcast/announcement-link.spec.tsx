import '@testing-library/jest-dom';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import AnnouncementDialog from '@/features/notification/announcement-dialog';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildNotification } from '../../../../../libs/client/src/testing/build';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const row = buildNotification({ type: 'broadcast', title: 'Free delivery', data: { broadcastId: 'b1' } });

describe('an announcement with a link', () => {
  const show = (link: string | null) =>
    renderInApp(<AnnouncementDialog row={{ ...row, link }} onClose={() => undefined} />);

  it('leads there, and counts it', async () => {
    const { network } = await show('/offers');
    network.routes.set('POST announcements/b1/click', () => ({}));
    const link = screen.getByRole('link', { name: 'Open (in a new tab)' });
    expect(link).toHaveAttribute('href', '/offers');
    // Following links is the browser's part, which jsdom does not have.
    link.addEventListener('click', (event) => event.preventDefault());
    await userEvent.click(link);
    await settleApp();
    expect(network.requests).toContain('POST announcements/b1/click');
  });

  it('leads there when it cannot be counted', async () => {
    const { network } = await show('https://shop.example/offers');
    network.routes.set('POST announcements/b1/click', () => {
      throw refuse('UNAVAILABLE');
    });
    const link = screen.getByRole('link');
    link.addEventListener('click', (event) => event.preventDefault());
    await userEvent.click(link);
    await settleApp();
    expect(link).toBeVisible();
  });

  it('has no link when it leads nowhere', async () => {
    await show(null);
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});
