import '@testing-library/jest-dom';
import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ChatScreen } from '@/features/chat/chat-screen';
import { Inbox } from '@/features/inbox/inbox';
import { endNotice } from '@/features/shell/notice';
import { NoticeBar } from '@/features/shell/notice-bar';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import type { World } from '../../../../../libs/client/src/testing/build-world';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined, replace: () => undefined }),
  useParams: () => ({}),
  usePathname: () => '/chats',
  useSearchParams: () => new URLSearchParams(),
}));

const say = { chatId: 'c1', clientMsgId: '00000000-0000-4000-9000-000000000001', text: 'Salam!' };
const writeTo = (world: World) => void world.server.send('ben', say);
const isBlocked = ({ parley }: World) => parley.chats.getState().byId.c1?.isBlocked;

async function choose(name: string): Promise<void> {
  fireEvent.contextMenu(screen.getByRole('link', { name: /ben/ }));
  await userEvent.click(await screen.findByRole('menuitem', { name }));
  await settleApp();
}

afterEach(() => act(() => endNotice()));

describe('blocking', () => {
  it('asks first, saying what it does; ends at once', async () => {
    const screens = (
      <>
        <Inbox>pane</Inbox>
        <NoticeBar />
      </>
    );
    const world = await renderInApp(screens, { arrange: writeTo });
    await choose('Block');
    const question = within(await screen.findByRole('alertdialog'));
    expect(question.getByText(/is not told/)).toBeVisible();
    expect(isBlocked(world)).toBe(false);
    await userEvent.click(question.getByRole('button', { name: 'Block' }));
    await settleApp();
    expect(isBlocked(world)).toBe(true);
    expect(await screen.findByText(/is blocked/)).toBeVisible();
    await choose('Unblock');
    expect(isBlocked(world)).toBe(false);
  });

  it('takes the place of the composer, with the way back', async () => {
    const world = await renderInApp(<ChatScreen chatId="c1" />, { arrange: writeTo });
    act(() => void world.server.update('c1', { isBlocked: true }));
    await settleApp();
    const unblock = await screen.findByRole('button', { name: 'Unblock' });
    expect(screen.queryByRole('textbox', { name: /Message/ })).toBeNull();
    await userEvent.click(unblock);
    await settleApp();
    expect(screen.getByRole('textbox', { name: /Message/ })).toBeVisible();
  });
});
