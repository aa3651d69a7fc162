import '@testing-library/jest-dom';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildChat, buildUser } from '../../../../../libs/client/src/testing/build';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { ChatScreen } from './chat-screen';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => '/chats/c1',
  useSearchParams: () => new URLSearchParams(),
}));

beforeAll(() => {
  window.matchMedia = (query) => ({ matches: query.includes('min-width'), media: query }) as MediaQueryList;
  Element.prototype.scrollIntoView = () => undefined;
});

const member = (id: string, name: string) => ({
  ...buildChat().members[0],
  userId: id,
  user: buildUser({ id, name }),
});
const members = [member('ana', 'Ana'), member('ben', 'Ben Aziz'), member('lina', 'لينا قاسي'), member('bea', 'Bea')];
const arrange = ({ server }: World) => {
  const group = { type: 'group' as const, title: 'Club', members: members as ReturnType<typeof buildChat>['members'] };
  server.update('c1', group);
  server.send('ben', { chatId: 'c1', clientMsgId: '00000000-0000-4000-9000-000000000001', text: 'hello all' });
};
const field = () => screen.getByRole('textbox', { name: 'Message Club' });
const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent);
const last = ({ server }: World) => server.messages('c1').at(-1);

describe('mentions in a group', () => {
  it('are chosen by keys, from the letters after an @, and sent with the text', async () => {
    const world = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    await userEvent.type(field(), 'hi @be');
    const list = await screen.findByRole('listbox', { name: 'Who is in the chat' });
    expect(options().map((text) => text?.slice(-3))).toEqual(['Bea', 'ziz']);
    expect(within(list).getAllByRole('option')[0]).toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('{ArrowDown}');
    const active = field().getAttribute('aria-activedescendant');
    expect(document.getElementById(active ?? '')).toHaveTextContent('Ben Aziz');
    await userEvent.keyboard('{Enter}');
    expect(field()).toHaveValue('hi @Ben Aziz ');
    expect(field()).toHaveFocus();
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field()).not.toHaveAttribute('aria-activedescendant');
    await userEvent.keyboard('look{Enter}');
    await settleApp();
    expect(last(world)).toMatchObject({
      text: 'hi @Ben Aziz look',
      mentions: [{ userId: 'ben', from: 3, to: 12 }],
    });
  });

  it('are chosen with the mouse or a finger, which leaves the focus in the field', async () => {
    const world = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    await userEvent.type(field(), '@لي');
    await userEvent.click(await screen.findByRole('option', { name: /لينا/ }));
    expect(field()).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await settleApp();
    expect(last(world)).toMatchObject({ text: '@لينا قاسي', mentions: [{ userId: 'lina', from: 0, to: 10 }] });
  });

  it('let Escape close the list, and Enter then sends plain text', async () => {
    const world = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    await userEvent.type(field(), '@be');
    await screen.findByRole('listbox');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    await userEvent.keyboard('{Enter}');
    await settleApp();
    expect(last(world)).toMatchObject({ text: '@be', mentions: [] });
  });

  it('are marked in the bubble, the reader’s own name more than others', async () => {
    await renderInApp(<ChatScreen chatId="c1" />, {
      arrange: (world) => {
        arrange(world);
        const mentions = [
          { userId: 'ana', from: 0, to: 4 },
          { userId: 'lina', from: 9, to: 19 },
        ];
        const clientMsgId = '00000000-0000-4000-9000-000000000002';
        world.server.send('ben', { chatId: 'c1', clientMsgId, text: '@Ana and @لينا قاسي: example.com', mentions });
      },
    });
    expect(await screen.findByText('@Ana')).toMatchObject({ tagName: 'MARK' });
    expect(screen.getByText('@لينا قاسي')).toMatchObject({ tagName: 'BDI', title: 'لينا قاسي' });
    expect(screen.getByRole('link', { name: 'example.com' })).toBeVisible();
  });

  it('move when the text is edited, and may be added by an edit', async () => {
    const world = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    act(() => void world.parley.messages('c1').send('@Bea look', { mentions: [{ userId: 'bea', from: 0, to: 4 }] }));
    await settleApp();
    await userEvent.click(field());
    await userEvent.keyboard('{ArrowUp}');
    expect(field()).toHaveValue('@Bea look');
    await userEvent.type(field(), 'oh ', { initialSelectionStart: 0, initialSelectionEnd: 0 });
    await userEvent.type(field(), ' @ben');
    await screen.findByRole('listbox');
    await userEvent.keyboard('{Tab}{Enter}');
    await settleApp();
    expect(last(world)).toMatchObject({
      text: 'oh @Bea look @Ben Aziz',
      mentions: [
        { userId: 'bea', from: 3, to: 7 },
        { userId: 'ben', from: 13, to: 22 },
      ],
    });
  });

  it('are not offered between two people', async () => {
    await renderInApp(<ChatScreen chatId="c1" />);
    await userEvent.type(screen.getByRole('textbox', { name: /Message/ }), '@be');
    await settleApp();
    expect(screen.queryByRole('listbox')).toBeNull();
  });
});
