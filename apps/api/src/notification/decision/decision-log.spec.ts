import { randomUUID } from 'node:crypto';
import type { BroadcastDto, CreatedBroadcastDto, DecisionDto, Page } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { startPushService, TestBrowser } from '../../testing/push-service';
import { startTestApp, type TestApp } from '../../testing/test-app';
import { buildPerson, type TestPerson } from '../../testing/test-person';
import { ChannelPlanner } from '../channel/channel-planner';
import type { Occasion } from '../channel/occasion';
import { CustomEvent } from '../custom-event.schema';
import { DecisionLog } from './decision-log';

const KEY = 'the-key-of-the-marketplace-32-bytes';

describe(DecisionLog.name, () => {
  let service: Awaited<ReturnType<typeof startPushService>>;
  let server: TestApp;
  let yacine: TestPerson;

  beforeAll(async () => {
    service = await startPushService();
    server = await startTestApp({ env: { SERVER_KEYS: KEY, PUSH_ALLOW_LOCAL: 'on' } });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
    await yacine.call('POST', '/push/subscriptions', new TestBrowser(service.url).subscription);
  });

  afterAll(async () => {
    await server?.stop();
    await service?.stop();
  });

  async function notify(idempotencyKey: string): Promise<void> {
    const response = await fetch(`${server.url}/api/notifications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `ServerKey ${KEY}` },
      body: JSON.stringify({
        ...{ idempotencyKey, userId: yacine.id, category: 'activity', defaultLocale: 'en' },
        variants: { en: { title: 'Order paid', text: 'Order 7 is paid.' } },
      }),
    });
    expect(response.status).toBe(201);
  }

  /** Where the bell was asked too: not what became of it later on one channel. */
  async function planned(): Promise<string[][]> {
    const { items } = await yacine.call<Page<DecisionDto>>('GET', '/notifications/decisions');
    return items
      .filter(({ decisions }) => decisions[0]?.channel === 'inApp')
      .map(({ decisions }) => decisions.map(({ channel, outcome, reason }) => [channel, outcome, reason].join(' ')));
  }

  /** As after a crash between what was done and the note that it is. */
  async function forget(key: string): Promise<void> {
    await server.app
      .get<Model<CustomEvent>>(getModelToken(CustomEvent.name))
      .updateOne({ key }, { $set: { doneAt: null } });
  }

  const FIRST = ['inApp sent ', 'push queued ', 'email queued '];
  const AGAIN = ['inApp suppressed duplicate', 'push suppressed duplicate', 'email suppressed duplicate'];

  it('says of what is told again that the bell and every channel had it before', async () => {
    const key = randomUUID();
    await notify(key);
    expect(await planned()).toEqual([FIRST]);
    await forget(key);
    await notify(key);
    expect(await planned()).toEqual([AGAIN, FIRST]);
  });

  it('says what became of the letters and pushes of a broadcast', async () => {
    const admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
    const amel = await buildPerson(server, { name: 'Amel Haddad' });
    await amel.call('PUT', '/notifications/preferences', { channels: { broadcast: { email: false } } });
    const { broadcast } = await admin.call<CreatedBroadcastDto>('POST', '/broadcasts', {
      ...{ broadcastId: randomUUID(), variants: { en: { title: 'Free delivery', text: 'All weekend' } } },
      ...{ defaultLocale: 'en', channels: ['email', 'push'], audience: { userIds: [amel.id] } },
    });
    for (;;) {
      if ((await admin.call<BroadcastDto>('GET', `/broadcasts/${broadcast.id}`)).state === 'sent') break;
    }
    const { items } = await amel.call<Page<DecisionDto>>('GET', '/notifications/decisions');
    expect(items.map(({ title, category, data }) => [title, category, data])).toEqual(
      Array.from({ length: 2 }, () => ['Free delivery', 'broadcast', { broadcastId: broadcast.id }]),
    );
    expect(new Set(items.flatMap(({ decisions }) => decisions))).toEqual(
      new Set([
        { channel: 'email', outcome: 'suppressed', reason: 'preference' },
        { channel: 'push', outcome: 'suppressed', reason: 'noDevice' },
      ]),
    );
  });

  it('says in one line what was decided alike at once, and apart what was not', async () => {
    const planner = server.app.get(ChannelPlanner);
    const about = (seq: number): Occasion => ({
      ...{ userId: yacine.id, type: 'message', category: 'message', groupKey: 'chat:alike', seq, senderId: null },
      ...{ title: `Message ${seq}`, data: {}, isCritical: false, at: new Date() },
    });
    for (const seq of [1, 2]) planner.soon(about(seq), 'openChat');
    for (const seq of [3, 4, 5]) planner.soon(about(seq), null);
    await planner.onModuleDestroy();
    const { items } = await yacine.call<Page<DecisionDto>>('GET', '/notifications/decisions');
    const alike = items.filter(({ groupKey }) => groupKey === 'chat:alike');
    expect(new Map(alike.map(({ title, count, decisions }) => [title, [count, decisions[0]?.reason]]))).toEqual(
      new Map([
        ['Message 2', [2, 'openChat']],
        ['Message 5', [3, null]],
      ]),
    );
  });

  it('hands on what the bell had before and the channels had not', async () => {
    const key = randomUUID();
    await notify(key);
    await forget(key);
    await server.app.get<Model<object>>(getModelToken('EmailItem')).deleteMany({});
    await server.app.get<Model<object>>(getModelToken('Job')).deleteMany({ kind: 'notification.push' });
    await notify(key);
    expect((await planned())[0]).toEqual(['inApp suppressed duplicate', 'push queued ', 'email queued ']);
  });
});
