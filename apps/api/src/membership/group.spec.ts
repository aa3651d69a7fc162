import { randomUUID } from 'node:crypto';
import type { ChatDto, ChatMemberDto, MessagePageDto, NotificationDto, Page, SystemEventDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, type TestPerson } from '../testing/test-person';
import { GroupService } from './group.service';

const UNKNOWN = '65f000000000000000000000';

describe(GroupService.name, () => {
  let server: TestApp;
  let owner: TestPerson;
  let lina: TestPerson;
  let omar: TestPerson;
  let outsider: TestPerson;
  let group: ChatDto;

  beforeAll(async () => {
    server = await startTestApp({ limits: { groupMaxMembers: 5 } });
    owner = await buildPerson(server, { name: 'Amel' });
    lina = await buildPerson(server, { name: 'Lina' });
    omar = await buildPerson(server, { name: 'Omar' });
    outsider = await buildPerson(server, { name: 'Outsider' });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    group = await create();
  });

  afterEach(() => {
    for (const person of [owner, lina, omar, outsider]) person.disconnect();
  });

  const create = (more: object = {}) =>
    owner.call<ChatDto>('POST', '/chats', { type: 'group', title: 'Club', memberIds: [lina.id, omar.id], ...more });
  const path = (rest = '') => `/chats/${group.id}${rest}`;
  const get = (person = owner) => person.call<ChatDto>('GET', path());
  const add = (person: TestPerson, ...userIds: string[]) =>
    person.request<ChatDto>('POST', path('/members'), { userIds });
  const remove = (person: TestPerson, userId: string) =>
    person.request<ChatDto | null>('DELETE', path(`/members/${userId}`));
  const setRole = (person: TestPerson, userId: string, role: string) =>
    person.request<ChatDto>('PATCH', path(`/members/${userId}`), { role });
  const roles = async (person = owner) =>
    Object.fromEntries((await get(person)).members.map(({ user, role }: ChatMemberDto) => [user.name, role]));
  const lines = async (person = owner) => {
    const { items } = await person.call<MessagePageDto>('GET', path('/messages'));
    return items.map(({ system }) => system).filter((system): system is SystemEventDto => system !== null);
  };
  const FORBIDDEN = { status: 403, body: { error: { code: 'FORBIDDEN' } } };

  describe('create', () => {
    it('makes the creator owner, and shows the group to everybody at once', async () => {
      expect(group).toMatchObject({ type: 'group', title: 'Club', createdBy: owner.id, headSeq: 1 });
      expect(await roles()).toEqual({ Amel: 'owner', Lina: 'member', Omar: 'member' });
      expect(await lines()).toMatchObject([{ kind: 'chatCreated', values: { title: 'Club', actorName: 'Amel' } }]);
      const { items } = await lina.call<Page<ChatDto>>('GET', '/chats');
      expect(items[0]).toMatchObject({ id: group.id, unread: 0, isAwaitingReply: false });
    });

    it('returns the first group for a repeat, of several at once too', async () => {
      const clientChatId = randomUUID();
      const made = await Promise.all(Array.from({ length: 5 }, () => create({ clientChatId })));
      expect(new Set(made.map(({ id }) => id)).size).toBe(1);
      group = made[0] ?? group;
      expect(await lines()).toHaveLength(1);
      expect((await create()).id).not.toBe((await create()).id);
    });

    it.each([
      ['no title', { title: undefined }],
      ['a blank title', { title: ' \u200b' }],
      ['a title too long', { title: 'x'.repeat(121) }],
      ['a title of control characters', { title: 'a\u0000b' }],
      ['one other person', { memberIds: [UNKNOWN] }],
      ['the same person twice', { memberIds: [UNKNOWN, UNKNOWN] }],
      ['nobody', { memberIds: undefined }],
      ['a context', { context: { type: 'listing', id: 'a', title: 'b' } }],
      ['a clientChatId that is none', { clientChatId: 'mine' }],
      ['an unknown type', { type: 'channel' }],
      ['a role', { role: 'owner' }],
    ])('refuses %s', async (_, more) => {
      const body = { type: 'group', title: 'Club', memberIds: [lina.id, omar.id], ...more };
      const answer = await owner.request('POST', '/chats', body);
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
    });

    it('refuses oneself among the others, unknown people, and too many', async () => {
      const withMembers = (...memberIds: string[]) =>
        owner.request('POST', '/chats', { type: 'group', title: 'Club', memberIds });
      expect(await withMembers(lina.id, owner.id)).toMatchObject({ status: 400 });
      expect(await withMembers(lina.id, UNKNOWN)).toMatchObject({
        status: 404,
        body: { error: { code: 'USER_NOT_FOUND' } },
      });
      const five = Array.from({ length: 5 }, (_, i) => `65f00000000000000000000${i}`);
      expect(await withMembers(...five)).toMatchObject({ status: 409, body: { error: { code: 'GROUP_FULL' } } });
    });
  });

  describe('add', () => {
    it('lets owner and admins add people, who see what was said before as read', async () => {
      await owner.send(group.id, 'before');
      const phone = await outsider.connect();
      const told = nextFact(phone, 'chatUpdated', ({ id }) => id === group.id);
      await setRole(owner, lina.id, 'admin');
      expect(await add(lina, outsider.id)).toMatchObject({ status: 200 });
      expect(await told).toMatchObject({ unread: 0, title: 'Club' });
      expect(await get(outsider)).toMatchObject({ unread: 0 });
      const { items } = await outsider.call<MessagePageDto>('GET', path('/messages'));
      expect(items.map(({ text }) => text)).toContain('before');
      expect((await lines()).at(-1)).toMatchObject({
        kind: 'memberAdded',
        values: { name: 'Outsider', userIds: outsider.id, actorName: 'Lina' },
      });
    });

    it('does nothing for members', async () => {
      const before = await get();
      expect((await add(owner, lina.id, omar.id)).body).toEqual({ success: true, data: before });
    });

    it('refuses members, outsiders, and unknown people', async () => {
      expect(await add(lina, outsider.id)).toMatchObject(FORBIDDEN);
      expect(await add(outsider, outsider.id)).toMatchObject(FORBIDDEN);
      expect(await add(owner, UNKNOWN)).toMatchObject({ status: 404, body: { error: { code: 'USER_NOT_FOUND' } } });
      expect(await roles()).not.toHaveProperty('Outsider');
    });

    it('never passes the limit, however many add at once', async () => {
      const many = await Promise.all(Array.from({ length: 6 }, () => buildPerson(server, { name: 'More' })));
      const answers = await Promise.all(many.map(({ id }) => add(owner, id)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409, 409]);
      expect(answers.at(-1)?.body).toMatchObject({ error: { code: 'GROUP_FULL' } });
      expect((await get()).members).toHaveLength(5);
    });
  });

  describe('remove', () => {
    it('takes effect at once: one last fact, no access, no bell row', async () => {
      await owner.send(group.id, 'ring');
      const phone = await lina.connect();
      await lina.emit(phone, 'openChat', { chatId: group.id, isFocused: false });
      const heard = recordFacts(phone);
      const removed = nextFact(phone, 'chatRemoved');
      expect(await remove(owner, lina.id)).toMatchObject({ status: 200 });
      expect(await removed).toEqual({ chatId: group.id });
      await owner.send(group.id, 'without Lina');
      const o = await omar.connect();
      await omar.emit(o, 'typing', { chatId: group.id, isTyping: true });
      // A fact of another chat: whatever was sent before it has arrived.
      const other = await owner.chatWith(lina);
      const later = nextFact(phone, 'newMessage', ({ chatId }) => chatId === other.id);
      await owner.send(other.id, 'bye');
      await later;
      const ofGroup = heard.filter(({ payload }) => {
        const { chatId, id } = payload as { chatId?: string; id?: string };
        return chatId === group.id || id === group.id;
      });
      expect(ofGroup.map(({ fact }) => fact)).toEqual(['chatRemoved']);
      expect(await lina.request('GET', path())).toMatchObject(FORBIDDEN);
      expect(
        await lina.emit(phone, 'sendMessage', { chatId: group.id, clientMsgId: randomUUID(), text: 'x' }),
      ).toMatchObject({ error: { code: 'FORBIDDEN' } });
      const bell = await lina.call<Page<NotificationDto>>('GET', '/notifications?filter=unread');
      expect(bell.items.map(({ data }) => data.chatId)).not.toContain(group.id);
      expect((await lines()).at(-1)).toMatchObject({
        kind: 'memberRemoved',
        values: { name: 'Lina', actorName: 'Amel' },
      });
    });

    it('lets admins remove each other but nobody the owner, and members nobody', async () => {
      await Promise.all([setRole(owner, lina.id, 'admin'), setRole(owner, omar.id, 'admin')]);
      expect(await remove(lina, owner.id)).toMatchObject(FORBIDDEN);
      const answers = await Promise.all([remove(lina, omar.id), remove(omar, lina.id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
      expect((await get()).members).toHaveLength(2);
      await setRole(owner, (await get()).members[1]?.userId ?? '', 'member');
      const left = (await get()).members[1]?.userId === lina.id ? lina : omar;
      expect(await remove(left, owner.id)).toMatchObject(FORBIDDEN);
    });

    it('says nothing about who is not in it', async () => {
      const before = await lines();
      expect(await remove(owner, UNKNOWN)).toMatchObject({ status: 200 });
      expect(await remove(outsider, lina.id)).toMatchObject(FORBIDDEN);
      expect(await lines()).toEqual(before);
    });

    it('begins anew for somebody who is added again', async () => {
      const flags = [{ isMarkedUnread: true }, { isMarkedUnread: false }, { isPinned: true }];
      for (const flag of flags) await lina.call('PUT', path('/preferences'), flag);
      const first = await get(lina);
      await remove(owner, lina.id);
      await add(owner, lina.id);
      const again = await get(lina);
      expect(again.pinnedAt).toBeNull();
      expect(again.infoRev).toBeGreaterThan(first.infoRev);
    });
  });

  describe('leave', () => {
    it('hands an owner’s group to the oldest admin, else to the oldest member', async () => {
      await setRole(owner, omar.id, 'admin');
      expect(await remove(owner, owner.id)).toMatchObject({ status: 200, body: { success: true, data: null } });
      expect(await roles(omar)).toEqual({ Omar: 'owner', Lina: 'member' });
      expect((await lines(omar)).slice(-2)).toMatchObject([
        { kind: 'memberLeft', values: { name: 'Amel' } },
        { kind: 'ownerChanged', values: { name: 'Omar', userIds: omar.id } },
      ]);
      await remove(omar, omar.id);
      expect(await roles(lina)).toEqual({ Lina: 'owner' });
      expect((await lines(lina)).at(-2)).toMatchObject({ kind: 'memberLeft', values: { name: 'Omar' } });
      expect(await remove(lina, lina.id)).toMatchObject({ status: 200 });
      expect(await lina.request('GET', path())).toMatchObject(FORBIDDEN);
    });

    it('ends with one owner when all leave or hand over at once', async () => {
      await setRole(owner, lina.id, 'admin');
      await Promise.all([remove(owner, owner.id), remove(lina, lina.id), setRole(owner, omar.id, 'owner')]);
      expect(await roles(omar)).toEqual({ Omar: 'owner' });
    });

    it('is either before or after an addition by the same person', async () => {
      await setRole(owner, lina.id, 'admin');
      const [left, added] = await Promise.all([remove(lina, lina.id), add(lina, outsider.id)]);
      expect(left.status).toBe(200);
      expect(await roles()).not.toHaveProperty('Lina');
      const isIn = 'Outsider' in (await roles());
      expect(added.status).toBe(isIn ? 200 : 403);
    });

    it('hides a direct chat until the next message', async () => {
      const direct = await owner.chatWith(lina);
      await lina.send(direct.id, 'hello');
      expect(await owner.call('DELETE', `/chats/${direct.id}/members/${owner.id}`)).toBeNull();
      const ids = async () => (await owner.call<Page<ChatDto>>('GET', '/chats')).items.map(({ id }) => id);
      expect(await ids()).not.toContain(direct.id);
      await lina.send(direct.id, 'still there?');
      expect((await ids())[0]).toBe(direct.id);
    });
  });

  describe('roles', () => {
    it('are given by the owner alone, who can give the group away', async () => {
      expect(await setRole(lina, omar.id, 'admin')).toMatchObject(FORBIDDEN);
      await setRole(owner, lina.id, 'admin');
      expect(await setRole(lina, omar.id, 'admin')).toMatchObject(FORBIDDEN);
      expect(await setRole(owner, lina.id, 'owner')).toMatchObject({ status: 200 });
      expect(await roles()).toEqual({ Amel: 'admin', Lina: 'owner', Omar: 'member' });
      expect(await setRole(owner, omar.id, 'admin')).toMatchObject(FORBIDDEN);
    });

    it('refuses an unknown role, a stranger and the owner’s own', async () => {
      expect(await setRole(owner, lina.id, 'king')).toMatchObject({ status: 400 });
      expect(await setRole(owner, outsider.id, 'admin')).toMatchObject({ status: 404 });
      expect(await setRole(owner, owner.id, 'member')).toMatchObject({ status: 400 });
    });
  });

  describe('rename', () => {
    it('is told to everybody, once', async () => {
      const phone = await omar.connect();
      const told = nextFact(phone, 'chatUpdated');
      await owner.call('PATCH', path(), { title: 'Chess club' });
      expect(await told).toMatchObject({ title: 'Chess club' });
      await owner.call('PATCH', path(), { title: 'Chess club' });
      expect((await lines()).filter(({ kind }) => kind === 'titleChanged')).toMatchObject([
        { values: { title: 'Chess club', actorName: 'Amel' } },
      ]);
      expect(await lina.request('PATCH', path(), { title: 'Mine' })).toMatchObject(FORBIDDEN);
    });
  });

  it('has none of this in chats that are no groups', async () => {
    const direct = await owner.chatWith(lina);
    for (const [method, rest, body] of [
      ['PATCH', '', { title: 'x' }],
      ['POST', '/members', { userIds: [omar.id] }],
      ['DELETE', `/members/${lina.id}`, undefined],
      ['PATCH', `/members/${lina.id}`, { role: 'admin' }],
    ] as const) {
      const answer = await owner.request(method, `/chats/${direct.id}${rest}`, body);
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
    }
  });
});
