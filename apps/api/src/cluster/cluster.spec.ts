import { randomUUID } from 'node:crypto';
import type { ChatDto, NotificationDto, Page, SentMessageDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { ChatCache } from '../chat/chat-cache';
import { Message } from '../message/message.schema';
import { isTrue } from '../testing/is-true';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, TestPerson } from '../testing/test-person';
import { REDIS_SERVER, startTestRedis, type TestRedis } from '../testing/test-redis';
import { CategoryEditing } from '../ticket-category/category-editing';
import { CategoryStore } from '../ticket-category/category-store';
import type { BoundedPublisher } from './adapter-clients';
import { Cluster } from './cluster';

// Without redis-server on the machine there is nothing to share: npm test says so and how to get it.
const withRedis = REDIS_SERVER ? describe : describe.skip;

withRedis('two API processes on one database and one Redis', () => {
  let redis: TestRedis;
  let one: TestApp;
  let two: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let chat: ChatDto;

  /** The same person with the same session, by the other process. */
  const onTwo = (person: TestPerson) => new TestPerson(two.url, person.session);

  const groupWith = (third: TestPerson) =>
    amel.call<ChatDto>('POST', '/chats', {
      type: 'group',
      title: 'Three',
      memberIds: [yacine.id, third.id],
      clientChatId: randomUUID(),
    });

  beforeAll(async () => {
    redis = await startTestRedis();
    const options = { env: { REDIS_URL: redis.url, RATE_LIMITS: 'on' }, limits: { presenceGraceMs: 200 } };
    one = await startTestApp(options);
    two = await startTestApp({ ...options, sharedWith: one });
  }, 60_000);

  beforeEach(async () => {
    await isTrue(() => [one, two].every(({ app }) => app.get(Cluster).isInTouch));
    await isTrue(() => [one, two].every(({ app }) => app.get(Cluster).nodeIds.length === 2));
    amel = await buildPerson(one);
    yacine = onTwo(await buildPerson(one, { name: 'Yacine Benali' }));
    chat = await amel.chatWith(yacine);
  }, 30_000);

  afterEach(() => {
    amel.disconnect();
    yacine.disconnect();
  });

  afterAll(async () => {
    await two.stop();
    await one.stop();
    await redis.kill();
  });

  it('delivers what is sent on one to the tabs on the other, once', async () => {
    const tab = await yacine.connect();
    const facts = recordFacts(tab);
    const heard = nextFact(tab, 'newMessage', ({ text }) => text === 'second');
    await amel.send(chat.id, 'first');
    await amel.send(chat.id, 'second');
    await heard;
    const texts = facts
      .filter(({ fact }) => fact === 'newMessage')
      .map(({ payload }) => (payload as { text: string }).text);
    expect(texts).toEqual(['first', 'second']);
  });

  it('stores a message that comes to both at the same time once, and gives one order to all', async () => {
    const clientMsgId = randomUUID();
    const path = `/chats/${chat.id}/messages`;
    const body = { clientMsgId, text: 'the same' };
    const both = [amel, onTwo(amel)];
    const sent = await Promise.all(
      Array.from({ length: 10 }, (_, i) => both[i % 2]?.call<SentMessageDto>('POST', path, body)),
    );
    expect(new Set(sent.map((message) => message?.message.seq)).size).toBe(1);
    expect(sent.filter((message) => !message?.duplicate)).toHaveLength(1);
    await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? amel : yacine).send(chat.id, `n${i}`)));
    const page = await yacine.call<Page<{ seq: number }>>('GET', `/chats/${chat.id}/messages`);
    const seqs = page.items.map(({ seq }) => seq).sort((a, b) => a - b);
    expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
    expect(seqs).toHaveLength(11);
  });

  it('answers in one insert what its own sockets heard from the other process', async () => {
    await yacine.send(chat.id, 'known to two');
    const heard = nextFact(await yacine.connect(), 'newMessage', ({ text }) => text === 'asked on one');
    await amel.send(chat.id, 'asked on one');
    await heard;
    const messages = two.app.get<Model<Message>>(getModelToken(Message.name)).collection;
    const inserts = jest.spyOn(messages, 'insertMany');
    const { message } = await yacine.send(chat.id, 'answered on two');
    expect(message.seq).toBe(3);
    expect(inserts).toHaveBeenCalledTimes(1);
    inserts.mockRestore();
  });

  it('takes a read mark up to a message that the other process wrote', async () => {
    await yacine.send(chat.id, 'known to two');
    const { message } = await amel.send(chat.id, 'not yet known to two');
    const read = nextFact(await amel.connect(), 'messageRead', ({ seq }) => seq === message.seq);
    expect(await yacine.call('PUT', `/chats/${chat.id}/read`, { seq: message.seq })).toMatchObject({
      seq: message.seq,
    });
    expect(await read).toMatchObject({ userId: yacine.id });
  });

  it('stops telling somebody who was removed through the other process', async () => {
    const third = await buildPerson(one, { name: 'Third' });
    const group = await groupWith(third);
    // Known to both processes as it was.
    await yacine.send(group.id, 'before');
    const tab = await onTwo(third).connect();
    const facts = recordFacts(tab);
    const gone = nextFact(tab, 'chatRemoved');
    await amel.call('DELETE', `/chats/${group.id}/members/${third.id}`);
    await gone;
    await yacine.send(group.id, 'after');
    const said = nextFact(tab, 'newMessage', ({ text }) => text === 'elsewhere');
    const other = await amel.chatWith(third);
    await amel.send(other.id, 'elsewhere');
    await said;
    expect(facts.filter(({ payload }) => (payload as { text?: string }).text === 'after')).toEqual([]);
    const refused = await onTwo(third).request('POST', `/chats/${group.id}/messages`, {
      clientMsgId: randomUUID(),
      text: 'still here?',
    });
    expect(refused.status).toBe(403);
    third.disconnect();
  });

  it('knows who is there over both, and who left only after the last socket of either', async () => {
    const watcher = await amel.connect();
    const here = nextFact(watcher, 'presence', ({ state }) => state === 'online');
    await amel.emit(watcher, 'watchPresence', { userIds: [yacine.id] });
    const onOtherTab = new TestPerson(one.url, yacine.session);
    const first = await yacine.connect();
    expect(await here).toMatchObject({ userId: yacine.id });
    const second = await onOtherTab.connect();
    const facts = recordFacts(watcher);
    first.disconnect();
    const gone = nextFact(watcher, 'presence', ({ state }) => state === 'offline');
    // Longer than the grace: the other process still has a socket.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(facts.filter(({ fact }) => fact === 'presence')).toEqual([]);
    second.disconnect();
    expect(await gone).toMatchObject({ userId: yacine.id });
  });

  it('keeps the bell silent for a chat that is open on the other process', async () => {
    const tab = await yacine.connect();
    await yacine.emit(tab, 'openChat', { chatId: chat.id, isFocused: true });
    const heard = nextFact(tab, 'newMessage');
    await amel.send(chat.id, 'you see this');
    await heard;
    await amel.send((await amel.chatWith(yacine, { type: 'listing', id: randomUUID(), title: 'Bike' })).id, 'not this');
    await isTrue(async () => (await bellOf(yacine)).length > 0);
    expect((await bellOf(yacine)).map(({ text }) => text)).toEqual(['not this']);
  });

  it('ends the sockets of a session that signed out on the other', async () => {
    const tab = await yacine.connect();
    const closed = new Promise<string>((resolve) => tab.once('disconnect', resolve));
    await new TestPerson(one.url, yacine.session).call('POST', '/auth/logout');
    expect(await closed).toBe('io server disconnect');
  });

  it('looks at the chats again when a word about one of them was lost', async () => {
    const third = await buildPerson(one, { name: 'Third' });
    const group = await groupWith(third);
    await yacine.send(group.id, 'known to two');
    const { publisher } = one.app.get(Cluster);
    const publish = publisher?.spublish.bind(publisher);
    const lossy = jest.spyOn(publisher as BoundedPublisher, 'spublish').mockImplementation(async (channel, message) => {
      return String(message).includes('chatChanged') ? 0 : (publish?.(channel, message) ?? 0);
    });
    await amel.call('DELETE', `/chats/${group.id}/members/${third.id}`);
    lossy.mockRestore();
    const members = async () => (await two.app.get(ChatCache).get(group.id))?.members;
    await isTrue(async () => !(await members())?.has(third.id));
  });

  it('is out of touch as soon as its connection ends, however soon it is back', async () => {
    const cluster = two.app.get(Cluster);
    const client = cluster.subscriber?.client;
    const onEnd = new Promise<boolean>((resolve) => {
      client?.once('close', () => resolve(cluster.isInTouch));
    });
    const back = new Promise<void>((resolve) => cluster.onBackInTouch(resolve));
    client?.disconnect(true);
    expect(await onEnd).toBe(false);
    await back;
  });

  it('drops its copy of the ticket categories when the other process changes them', async () => {
    const store = two.app.get(CategoryStore);
    const before = await store.read();
    expect(await store.read()).toBe(before);
    await one.app.get(CategoryEditing).create({ key: randomUUID().slice(0, 8), labels: { en: 'Refund' } });
    await isTrue(async () => (await store.read()).version > before.version);
  });

  it('counts uses of both together', async () => {
    const path = `/chats/${chat.id}/messages`;
    const send = (person: TestPerson) => person.request('POST', path, { clientMsgId: randomUUID(), text: 'x' });
    const answers = await Promise.all(Array.from({ length: 24 }, (_, i) => send(i % 2 ? amel : onTwo(amel))));
    expect(answers.filter(({ status }) => status === 201 || status === 200)).toHaveLength(20);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
  });

  it('serves without Redis, each process its own, and comes together again', async () => {
    const tab = await amel.connect();
    const other = await yacine.connect();
    await redis.kill();
    const own = nextFact(tab, 'newMessage', ({ text }) => text === 'to my own tabs');
    const { message } = await amel.send(chat.id, 'to my own tabs');
    expect((await own).id).toBe(message.id);
    // A log-out is found in the database meanwhile.
    const leaver = await buildPerson(one, { name: 'Leaver' });
    const leaverTab = await onTwo(leaver).connect();
    await isTrue(() => !two.app.get(Cluster).isInTouch);
    const closed = new Promise<string>((resolve) => leaverTab.once('disconnect', resolve));
    await leaver.call('POST', '/auth/logout');
    expect(await closed).toBe('io server disconnect');
    const again = nextFact(other, 'newMessage', ({ text }) => text === 'together again');
    await redis.start();
    await isTrue(() => [one, two].every(({ app }) => app.get(Cluster).isInTouch));
    await amel.send(chat.id, 'together again');
    await again;
  }, 60_000);
});

async function bellOf(person: TestPerson): Promise<NotificationDto[]> {
  return (await person.call<Page<NotificationDto>>('GET', '/notifications')).items;
}
