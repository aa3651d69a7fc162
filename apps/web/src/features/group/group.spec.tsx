import '@testing-library/jest-dom';
import { useChat, useParley } from '@app/client/react';
import type { ChatDto, MemberRole } from '@app/contracts';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { buildChat, buildUser } from '@/testing/build';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import GroupSection from './group-section';
import LeaveButton from './leave-button';
import MemberMenu from './member-menu';
import NewGroupDialog from './new-group-dialog';

const push = jest.fn();
jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push, replace: () => undefined }),
  useParams: () => ({ chatId: 'chat' }),
}));
beforeEach(() => push.mockClear());

const PEOPLE = [buildUser({ id: 'lina', name: 'Lina' }), buildUser({ id: 'samir', name: 'Samir' })];
const button = (name: string | RegExp) => screen.getByRole('button', { name });

function groupOf(amel: MemberRole, yacine: MemberRole = 'member'): ChatDto {
  const chat = buildChat({ type: 'group', title: 'Moving day' });
  const members = chat.members.map((member) => ({ ...member, role: member.userId === 'amel' ? amel : yacine }));
  return { ...chat, members };
}

describe('NewGroupDialog', () => {
  const show = () =>
    renderInApp(<NewGroupDialog isOpen onClose={() => undefined} />, {
      arrange: ({ network }) => {
        network.routes.set('GET users', () => PEOPLE);
        network.routes.set('POST chats', () => ({ ...groupOf('owner'), id: 'g1' }));
      },
    });

  const findPeople = async (user: ReturnType<typeof userEvent.setup>) => {
    await user.type(screen.getByRole('searchbox'), 'lin');
    await screen.findByRole('option', { name: /Lina/ });
  };

  it('asks for a name and two people before anything is sent', async () => {
    const user = userEvent.setup();
    const { network } = await show();
    await user.click(button('Create group'));
    expect(screen.getByText('Give the group a name.')).toBeInTheDocument();
    expect(screen.getByText('Choose at least two people.')).toBeInTheDocument();
    expect(network.requests).not.toContain('POST chats');
  });

  it('makes the group and opens it', async () => {
    const user = userEvent.setup();
    const { network } = await show();
    await user.type(screen.getByRole('textbox', { name: 'Name of the group' }), 'Moving day');
    await findPeople(user);
    await user.click(screen.getByRole('option', { name: /Lina/ }));
    await user.click(screen.getByRole('option', { name: /Samir/ }));
    const chosen = within(screen.getByRole('list', { name: 'Chosen people' }));
    expect(chosen.getAllByRole('listitem').map((person) => person.textContent)).toEqual(['Lina', 'Samir']);
    await user.click(button('Create group'));
    await settleApp();
    expect(network.requests.filter((path) => path === 'POST chats')).toHaveLength(1);
    expect(push).toHaveBeenCalledWith('/chats/g1');
  });

  it('keeps who was chosen over another search, and takes them off again', async () => {
    const user = userEvent.setup();
    await show();
    await findPeople(user);
    await user.click(screen.getByRole('option', { name: /Lina/ }));
    await user.clear(screen.getByRole('searchbox'));
    expect(screen.getByText('Lina')).toBeVisible();
    await user.click(button(/Take .*Lina.* off/));
    expect(screen.queryByText('Lina')).not.toBeInTheDocument();
  });

  it('says why a group was not made, and keeps what was written', async () => {
    const user = userEvent.setup();
    const { network } = await show();
    network.routes.set('POST chats', () => {
      throw refuse('RATE_LIMITED');
    });
    await user.type(screen.getByRole('textbox', { name: 'Name of the group' }), 'Moving day');
    await findPeople(user);
    await user.click(screen.getByRole('option', { name: /Lina/ }));
    await user.click(screen.getByRole('option', { name: /Samir/ }));
    await user.click(button('Create group'));
    await settleApp();
    expect(screen.getByText('The group was not created: too fast, wait a moment.')).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Name of the group' })).toHaveValue('Moving day');
    expect(push).not.toHaveBeenCalled();
  });
});

/** The group as the client knows it. */
function Section() {
  const { me } = useParley();
  const chat = useChat('chat');
  return (
    chat && (
      <>
        <GroupSection chat={chat} me={me} />
        <LeaveButton chat={chat} />
      </>
    )
  );
}

const showSection = (chat: ChatDto, arrange?: (world: World) => void) =>
  renderInApp(<Section />, {
    me: { id: 'amel' },
    arrange: (world) => {
      world.network.routes.set('GET chats', () => ({ items: [chat], nextCursor: null }));
      arrange?.(world);
    },
  });

describe('GroupSection', () => {
  it('offers members nothing but to leave', async () => {
    const { parley } = await showSection(groupOf('member'));
    await act(() => parley.chats.load());
    expect(screen.getByRole('heading', { name: 'Moving day' })).toBeInTheDocument();
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Leave the group']);
  });

  it('renames, and says why not', async () => {
    const user = userEvent.setup();
    const { parley, network } = await showSection(groupOf('admin'));
    await act(() => parley.chats.load());
    network.routes.set('PATCH chats/chat', () => {
      throw refuse('FORBIDDEN');
    });
    await user.click(button('Rename'));
    const field = await screen.findByRole('textbox', { name: 'Name of the group' });
    await user.clear(field);
    await user.click(button('Save'));
    expect(screen.getByText('Give the group a name.')).toBeInTheDocument();
    await user.type(field, 'Move');
    await user.click(button('Save'));
    await settleApp();
    expect(screen.getByText('Not changed: you may not do this.')).toBeInTheDocument();
    network.routes.set('PATCH chats/chat', () => ({ ...groupOf('admin'), title: 'Move', infoRev: 2 }));
    await user.click(button('Save'));
    await settleApp();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Move' })).toBeInTheDocument();
  });

  it('adds people, who is a member already aside', async () => {
    const user = userEvent.setup();
    const { parley, network } = await showSection(groupOf('owner'), ({ network }) =>
      network.routes.set('GET users', () => [...PEOPLE, buildUser()]),
    );
    await act(() => parley.chats.load());
    network.routes.set('POST chats/chat/members', () => groupOf('owner'));
    await user.click(button('Add people'));
    await user.type(await screen.findByRole('searchbox'), 'lin');
    expect(await screen.findByRole('option', { name: /Yacine.*Already in the group/ })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    expect(button('Add')).toBeDisabled();
    await user.click(screen.getByRole('option', { name: /Lina/ }));
    await user.click(button('Add 1 person'));
    await settleApp();
    expect(network.requests).toContain('POST chats/chat/members');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('leaves only after a question, and tells the owner what becomes of the group', async () => {
    const user = userEvent.setup();
    const { parley, network } = await showSection(groupOf('owner'));
    await act(() => parley.chats.load());
    await user.click(button('Leave the group'));
    const question = await screen.findByRole('alertdialog', { name: /Leave .*Moving day/ });
    expect(question).toHaveTextContent('the oldest admin, or else the oldest member, becomes its owner');
    await user.click(within(question).getByRole('button', { name: 'Cancel' }));
    expect(network.requests).not.toContain('DELETE chats/chat/members/amel');
  });
});

describe('MemberMenu', () => {
  const anchor = document.createElement('button');

  async function open(chat: ChatDto): Promise<World> {
    const member = chat.members.find(({ userId }) => userId === 'yacine');
    if (!member) throw new Error('nobody to act on');
    const world = await renderInApp(<MemberMenu chat={chat} target={{ member, anchor }} onClose={() => undefined} />, {
      me: { id: 'amel' },
    });
    await screen.findByRole('menu');
    return world;
  }

  const items = () => screen.getAllByRole('menuitem').map(({ textContent }) => textContent?.replaceAll(/[⁨⁩]/g, ''));

  it('offers what the role allows', async () => {
    await open(groupOf('owner', 'admin'));
    expect(items()).toEqual([
      'Write to Yacine Benali',
      'Take admin rights away',
      'Hand the group over',
      'Remove from the group',
    ]);
  });

  it('offers admins neither roles nor the owner', async () => {
    await open(groupOf('admin', 'owner'));
    expect(items()).toEqual(['Write to Yacine Benali']);
  });

  it('removes and hands over only after a question', async () => {
    const user = userEvent.setup();
    const { network } = await open(groupOf('owner'));
    network.routes.set('DELETE chats/chat/members/yacine', () => null);
    network.routes.set('GET chats/chat', () => groupOf('owner'));
    await user.click(screen.getByRole('menuitem', { name: 'Remove from the group' }));
    const question = await screen.findByRole('alertdialog', { name: /Remove .*Yacine/ });
    expect(network.requests).not.toContain('DELETE chats/chat/members/yacine');
    await user.click(within(question).getByRole('button', { name: 'Remove' }));
    await settleApp();
    expect(network.requests).toContain('DELETE chats/chat/members/yacine');
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });
});
