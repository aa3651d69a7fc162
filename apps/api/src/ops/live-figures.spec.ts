import type { LiveFiguresDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, TestPerson } from '../testing/test-person';
import { REDIS_SERVER, startTestRedis, type TestRedis } from '../testing/test-redis';

/** Asks until what was done is in the figures: they are taken every two seconds. */
async function figuresWith(admin: TestPerson, isThere: (figures: LiveFiguresDto) => boolean): Promise<LiveFiguresDto> {
  for (;;) {
    const figures = await admin.call<LiveFiguresDto>('GET', '/ops/live');
    if (isThere(figures)) return figures;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('the live figures', () => {
  it('say what the one process there is does', async () => {
    const server = await startTestApp();
    const admin = await buildPerson(server, { role: 'admin' });
    const yacine = await buildPerson(server, { name: 'Yacine Benali' });
    const chat = await yacine.chatWith(await buildPerson(server, { name: 'Amel Haddad' }));
    const before = await admin.call<LiveFiguresDto>('GET', '/ops/live');
    expect(before).toMatchObject({ isInTouch: true, processes: [{ sockets: 0 }] });
    const socket = await yacine.connect();
    await yacine.emit(socket, 'sendMessage', { chatId: chat.id, clientMsgId: crypto.randomUUID(), text: 'hello' });

    const { processes } = await figuresWith(admin, ({ processes: [own] }) => (own?.messages ?? 0) > 0);
    expect(processes).toHaveLength(1);
    expect(processes[0]).toMatchObject({ sockets: 1, people: 1, duplicates: 0, resets: 0 });
    expect(processes[0]?.rooms).toBeGreaterThan(0);
    expect(processes[0]?.ackP95).toBeGreaterThan(0);
    expect(processes[0]?.databaseP95).toBeGreaterThan(0);
    expect(processes[0]?.cpu).toBeGreaterThan(0);
    expect(processes[0]?.memory).toBeGreaterThan(1_000_000);
    // When nothing is sent any more, nothing is shown.
    const quiet = await figuresWith(admin, ({ processes: [own] }) => own?.messages === 0);
    expect(quiet.processes[0]?.ackP95).toBeNull();
    yacine.disconnect();
    await server.stop();
  }, 60_000);

  // Without redis-server on the machine there is nothing to share: npm test says so and how to get it.
  (REDIS_SERVER ? describe : describe.skip)('of several processes', () => {
    let redis: TestRedis;
    let one: TestApp;
    let two: TestApp;

    beforeAll(async () => {
      redis = await startTestRedis();
      one = await startTestApp({ env: { REDIS_URL: redis.url } });
      two = await startTestApp({ env: { REDIS_URL: redis.url }, sharedWith: one });
    }, 60_000);

    afterAll(async () => {
      await two?.stop();
      await one?.stop();
      await redis?.kill();
    });

    it('are the same whichever is asked', async () => {
      const admin = await buildPerson(one, { role: 'admin' });
      const ids = async (person: TestPerson) => {
        const { processes } = await figuresWith(person, (figures) => figures.processes.length === 2);
        return processes.map(({ processId }) => processId).sort();
      };
      expect(await ids(new TestPerson(two.url, admin.session))).toEqual(await ids(admin));
    }, 60_000);
  });
});
