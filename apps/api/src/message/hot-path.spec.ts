import { randomUUID } from 'node:crypto';
import type { ChatDto } from '@app/contracts';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import type { Actor } from '../auth/actor';
import { databaseOptions } from '../config/database';
import { BellAnnouncer } from '../notification/bell-announcer';
import { ChannelPlanner } from '../notification/channel/channel-planner';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { MessageService } from './message.service';

const READS = ['find', 'aggregate', 'count', 'distinct', 'getMore', 'findAndModify'];

/** What a send costs the database: writes only, at most three, and as many for everything that one turn sends. */
describe('the hot path', () => {
  const commands: string[] = [];
  let server: TestApp;
  let amel: TestPerson;
  let others: TestPerson[];
  let chats: ChatDto[];

  const actorOf = (person: TestPerson): Actor => ({ id: person.id, role: 'user', sessionId: '' });
  const send = (person: TestPerson, chatId: string) =>
    server.app.get(MessageService).send(actorOf(person), { chatId, clientMsgId: randomUUID(), text: 'hello there' });

  beforeAll(async () => {
    Object.assign(databaseOptions, { monitorCommands: true });
    server = await startTestApp();
    // Bells are read a moment after the send, for everybody at once; here that would fall into the next test.
    jest.spyOn(server.app.get(BellAnnouncer), 'soon').mockImplementation(() => undefined);
    jest.spyOn(server.app.get(ChannelPlanner), 'soon').mockImplementation(() => undefined);
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    others = await Promise.all(Array.from({ length: 20 }, (_, i) => buildPerson(server, { name: `Other ${i}` })));
    chats = await Promise.all(others.map((other) => amel.chatWith(other)));
    const client = server.app.get<Connection>(getConnectionToken()).getClient();
    client.on('commandStarted', ({ commandName }) => commands.push(commandName));
    await Promise.all(chats.map(({ id }) => send(amel, id)));
  });

  afterAll(() => server?.stop());

  beforeEach(() => {
    commands.length = 0;
  });

  it('is three writes for a lone send', async () => {
    await send(amel, chats[0]?.id ?? '');
    expect([...commands].sort()).toEqual(['insert', 'update', 'update']);
  });

  it('is three writes for an answer, which clears the bell of its sender too', async () => {
    await send(others[0] as TestPerson, chats[0]?.id ?? '');
    expect([...commands].sort()).toEqual(['insert', 'update', 'update']);
  });

  it('is three writes for a message to a group that mentions half of it', async () => {
    const memberIds = others.map(({ id }) => id);
    const asked = { type: 'group', title: 'Club', memberIds, clientChatId: randomUUID() };
    const group = await amel.call<ChatDto>('POST', '/chats', asked);
    await send(amel, group.id);
    commands.length = 0;
    const mentions = memberIds.slice(10).map((userId, i) => ({ userId, from: i * 3, to: i * 3 + 2 }));
    const said = { chatId: group.id, clientMsgId: randomUUID(), text: '@a '.repeat(10), mentions };
    await server.app.get(MessageService).send(actorOf(amel), said);
    expect([...commands].sort()).toEqual(['insert', 'update', 'update']);
  });

  it('is three writes for the sends of one turn to 20 chats, whoever sends', async () => {
    await Promise.all(chats.map(({ id }, i) => send(i % 2 ? amel : (others[i] as TestPerson), id)));
    expect([...commands].sort()).toEqual(['insert', 'update', 'update']);
    expect(commands.filter((name) => READS.includes(name))).toEqual([]);
  });
});
