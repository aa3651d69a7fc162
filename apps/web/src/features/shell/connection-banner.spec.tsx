import '@testing-library/jest-dom';
import { act, screen } from '@testing-library/react';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { ConnectionBanner } from './connection-banner';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

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
});
