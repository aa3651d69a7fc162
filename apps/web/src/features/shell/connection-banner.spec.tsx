import '@testing-library/jest-dom';
import type { OutboxStorage } from '@app/client';
import { act, screen } from '@testing-library/react';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { ConnectionBanner } from './connection-banner';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const FULL: OutboxStorage = {
  load: async () => [],
  put: async () => {
    throw new Error('QuotaExceededError');
  },
  delete: async () => undefined,
  clear: async () => undefined,
};

describe('ConnectionBanner', () => {
  it('says at once that the browser is offline, politely, and is quiet again afterwards', async () => {
    const { signals } = await renderInApp(<ConnectionBanner />);
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    signals.isOnline = false;
    act(() => signals.change());
    expect(screen.getByRole('status')).toHaveTextContent('Offline: messages will be sent when you are back');
    signals.isOnline = true;
    act(() => signals.change());
    await settleApp();
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('warns not to close the page when this device keeps nothing', async () => {
    const { signals, network, parley } = await renderInApp(<ConnectionBanner />, { storage: FULL });
    signals.isOnline = false;
    act(() => signals.change());
    network.isAuto = false;
    act(() => void parley.messages('c1').send('hello'));
    await settleApp();
    expect(screen.getByRole('status')).toHaveTextContent('leave this page open');
  });
});
