import { randomUUID } from 'node:crypto';
import type { ChatDto, PresenceDto, UserDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, type TestPerson } from '../testing/test-person';
import { BlockService } from './block.service';

describe(BlockService.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let pest: TestPerson;
  let chat: ChatDto;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    amel = await buildPerson(server, { name: `Amel ${randomUUID()}` });
    pest = await buildPerson(server, { name: `Pesky ${randomUUID()}` });
    chat = await amel.chatWith(pest);
    await pest.send(chat.id, 'hello');
  });

  afterEach(() => {
    for (const person of [amel, pest]) person.disconnect();
  });

  const block = (by = amel, whom = pest) => by.call<ChatDto[]>('PUT', `/users/${whom.id}/block`);
  const unblock = (by = amel, whom = pest) => by.call<ChatDto[]>('DELETE', `/users/${whom.id}/block`);
  const write = (person: TestPerson, clientMsgId = randomUUID()) =>
    person.request('POST', `/chats/${chat.id}/messages`, { clientMsgId, text: 'hey' });
  const refused = { status: 403, body: { error: { code: 'BLOCKED' } } };

  it('holds both ways, and ends', async () => {
    expect(await block()).toMatchObject([{ id: chat.id, isBlocked: true }]);
    expect(await write(pest)).toMatchObject(refused);
    expect(await write(amel)).toMatchObject(refused);
    expect(await unblock()).toMatchObject([{ id: chat.id, isBlocked: false }]);
    expect(await write(pest)).toMatchObject({ status: 200 });
    expect(await write(amel)).toMatchObject({ status: 200 });
  });

  it('ends only when both have ended theirs', async () => {
    await block();
    await block(pest, amel);
    await unblock();
    expect(await write(amel)).toMatchObject(refused);
    await unblock(pest, amel);
    expect(await write(amel)).toMatchObject({ status: 200 });
  });

  it('is told to the devices of who blocks, and to nobody else', async () => {
    const [mine, theirs] = [await amel.connect(), await pest.connect()];
    const heard = recordFacts(theirs);
    const told = nextFact(mine, 'chatUpdated', ({ isBlocked }) => isBlocked);
    await block();
    expect(await told).toMatchObject({ id: chat.id, isBlocked: true });
    expect(await pest.call('GET', `/chats/${chat.id}`)).toMatchObject({ isBlocked: false });
    expect(heard.filter(({ fact }) => fact === 'chatUpdated')).toEqual([]);
  });

  it('acknowledges again what was sent before', async () => {
    const clientMsgId = randomUUID();
    await write(pest, clientMsgId);
    await block();
    expect(await write(pest, clientMsgId)).toMatchObject({ body: { data: { duplicate: true } } });
  });

  it('refuses edits and reactions, and lets people take back what they said', async () => {
    const { message } = await pest.send(chat.id, 'rude');
    await block();
    expect(await pest.request('PATCH', `/messages/${message.id}`, { text: 'ruder' })).toMatchObject(refused);
    const heart = encodeURIComponent('❤️');
    expect(await pest.request('PUT', `/messages/${message.id}/reactions/${heart}`)).toMatchObject(refused);
    expect(await pest.request('DELETE', `/messages/${message.id}`)).toMatchObject({ status: 200 });
  });

  it('hides who blocked from who is blocked: search, new chats, groups', async () => {
    await block();
    expect(await pest.call<UserDto[]>('GET', `/users?query=${amel.me.name.slice(0, 20)}`)).toEqual([]);
    const context = { type: 'order', id: randomUUID(), title: 'Order' };
    const hidden = { status: 404, body: { error: { code: 'USER_NOT_FOUND' } } };
    expect(await pest.request('POST', '/chats', { memberIds: [amel.id], context })).toMatchObject(hidden);
    expect(await amel.request('POST', '/chats', { memberIds: [pest.id], context })).toMatchObject(refused);
    const third = await buildPerson(server, { name: 'Third' });
    const group = { type: 'group', title: 'Club', memberIds: [amel.id, third.id] };
    expect(await pest.request('POST', '/chats', group)).toMatchObject(hidden);
  });

  it('holds for every chat of the two, whatever it is about', async () => {
    const about = await amel.chatWith(pest, { type: 'order', id: randomUUID(), title: 'Order' });
    await block();
    const answer = await pest.request('POST', `/chats/${about.id}/messages`, {
      clientMsgId: randomUUID(),
      text: 'hey',
    });
    expect(answer).toMatchObject(refused);
  });

  it('ends presence between the two, also on sockets that watch already', async () => {
    const [mine, theirs] = [await amel.connect(), await pest.connect()];
    const watch = async (person: TestPerson, socket: typeof mine, whom: TestPerson) => {
      const answer = await person.emit(socket, 'watchPresence', { userIds: [whom.id] });
      return answer.success ? (answer.data as PresenceDto[]) : answer;
    };
    expect(await watch(pest, theirs, amel)).toMatchObject([{ userId: amel.id, state: 'online' }]);
    await block();
    const heard = recordFacts(theirs);
    await amel.emit(mine, 'setActivity', { isIdle: true });
    await pest.emit(theirs, 'typing', { chatId: chat.id, isTyping: true });
    expect(heard).toEqual([]);
    expect(await watch(pest, theirs, amel)).toEqual([]);
    expect(await watch(amel, mine, pest)).toEqual([]);
  });

  it('passes on no typing', async () => {
    const [mine, theirs] = [await amel.connect(), await pest.connect()];
    await block();
    const heard = recordFacts(mine);
    expect(await pest.emit(theirs, 'typing', { chatId: chat.id, isTyping: true })).toMatchObject({ success: true });
    expect(heard.filter(({ fact }) => fact === 'typing')).toEqual([]);
  });

  it('lists whom one blocked', async () => {
    await block();
    expect(await amel.call('GET', '/users/blocked')).toMatchObject([{ id: pest.id, name: pest.me.name }]);
    await unblock();
    expect(await amel.call('GET', '/users/blocked')).toEqual([]);
  });

  it.each([
    ['oneself', () => amel.id, 400],
    ['nobody', () => '65f000000000000000000000', 404],
    ['no id', () => 'abc', 400],
  ])('refuses %s', async (_name, id, status) => {
    expect((await amel.request('PUT', `/users/${id()}/block`)).status).toBe(status);
  });
});
