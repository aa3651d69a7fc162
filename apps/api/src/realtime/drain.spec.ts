import { randomUUID } from 'node:crypto';
import type { MessagePageDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, TestPerson } from '../testing/test-person';
import { Drain } from './drain';

describe(Drain.name, () => {
  let server: TestApp;
  let again: TestApp;

  beforeAll(async () => {
    again = await startTestApp();
  });

  beforeEach(async () => {
    server = await startTestApp({ sharedWith: again });
  });

  afterAll(() => again.stop());

  it('tells every socket, acks what is on its way, and lets all go', async () => {
    const amel = await buildPerson(server);
    const yacine = await buildPerson(server, { name: 'Yacine Benali' });
    const chat = await amel.chatWith(yacine);
    const tabs = await Promise.all([amel.connect(), amel.connect(), yacine.connect()]);
    const told = tabs.map((tab) => nextFact(tab, 'serverShutdown'));
    const closed = tabs.map((tab) => new Promise<string>((resolve) => tab.once('disconnect', resolve)));
    const [tab] = tabs;
    if (!tab) throw new Error('no tab');
    const sends = Array.from({ length: 10 }, (_, i) =>
      amel.emit(tab, 'sendMessage', { chatId: chat.id, clientMsgId: randomUUID(), text: `last ${i}` }),
    );
    // The first ack says that the commands have arrived; the others are on their way.
    await sends[0];
    const stopped = server.stop();
    const acks = await Promise.all(sends);
    expect(acks.map(({ success }) => success)).toEqual(Array(10).fill(true));
    expect(await Promise.all(told)).toEqual(tabs.map(() => ({ reconnectWithinMs: expect.any(Number) })));
    expect(await Promise.all(closed)).toEqual(tabs.map(() => 'io server disconnect'));
    await stopped;
    const there = new TestPerson(again.url, amel.session);
    const { items } = await there.call<MessagePageDto>('GET', `/chats/${chat.id}/messages`);
    expect(items).toHaveLength(10);
  });

  it('refuses new sockets and says that it is not ready', async () => {
    const amel = await buildPerson(server);
    await server.app.get(Drain).run();
    await expect(amel.connect()).rejects.toMatchObject({ data: { code: 'UNAVAILABLE' } });
    const refusals = await Promise.all(Array.from({ length: 5 }, () => amel.connect().catch(({ data }) => data)));
    const waits = refusals.map(({ retryAfterMs }) => retryAfterMs);
    for (const wait of waits) expect([wait >= 1_000, wait <= 3_000]).toEqual([true, true]);
    // Not all in the same moment.
    expect(new Set(waits).size).toBeGreaterThan(1);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    await server.stop();
  });
});
