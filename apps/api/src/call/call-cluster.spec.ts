import { randomUUID } from 'node:crypto';
import type { CallDto, ChatDto, CurrentCallDto, Envelope } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Cluster } from '../cluster/cluster';
import { isTrue } from '../testing/is-true';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, TestPerson, type TestSocket } from '../testing/test-person';
import { REDIS_SERVER, startTestRedis, type TestRedis } from '../testing/test-redis';
import { Call } from './call.schema';
import { CallClock } from './call-clock';

// Without redis-server on the machine there is nothing to share: npm test says so and how to get it.
const withRedis = REDIS_SERVER ? describe : describe.skip;

withRedis('a call, with several API processes', () => {
  let redis: TestRedis;
  let one: TestApp;
  let two: TestApp | undefined;
  let amel: TestPerson;
  let yacine: TestPerson;

  const start = (sharedWith?: TestApp) =>
    startTestApp({ env: { REDIS_URL: redis.url }, limits: { callRejoinMs: 200 }, ...(sharedWith && { sharedWith }) });

  beforeEach(async () => {
    redis = await startTestRedis();
    one = await start();
    await isTrue(() => one.app.get(Cluster).isInTouch);
  }, 60_000);

  afterEach(async () => {
    for (const person of [amel, yacine]) person.disconnect();
    await two?.stop();
    two = undefined;
    await one.stop();
    await redis.kill();
  });

  const call = () => one.app.get<Model<Call>>(getModelToken(Call.name)).findOne({}).orFail().lean<Call>().exec();

  /** Amel and Yacine talk, both by one process. */
  async function talk(server: TestApp): Promise<string> {
    [amel, yacine] = (await Promise.all(['Amel', 'Yacine'].map((name) => buildPerson(server, { name })))) as [
      TestPerson,
      TestPerson,
    ];
    const chat: ChatDto = await amel.chatWith(yacine);
    const [a, b] = await Promise.all([amel.connect(), yacine.connect()]);
    const callId = randomUUID();
    const step = async (person: TestPerson, socket: TestSocket, command: string, input: object) => {
      const answer = (await person.emit(socket, command, {
        callId,
        deviceId: randomUUID(),
        ...input,
      })) as Envelope<CallDto>;
      expect(answer.success).toBe(true);
    };
    await step(amel, a, 'startCall', { chatId: chat.id, media: 'audio' });
    await step(yacine, b, 'acceptCall', {});
    return callId;
  }

  it('goes on when another process starts', async () => {
    const callId = await talk(one);
    two = await start(one);
    // At its start both were away for all that it knew; when their time was over they were asked after.
    await isTrue(async () => {
      const { state, callerAwayAt, calleeAwayAt } = await call();
      return state === 'ended' || (callerAwayAt === null && calleeAwayAt === null);
    });
    expect(await amel.call<CurrentCallDto>('GET', '/calls/current')).toMatchObject({
      call: { id: callId, state: 'active' },
    });
  }, 30_000);

  it('is lost with the process that held both, though no process starts again', async () => {
    two = await start(one);
    await isTrue(() => [one, two].every((server) => server?.app.get(Cluster).nodeIds.length === 2));
    await talk(two);
    const besides = new TestPerson(one.url, amel.session);
    const told = nextFact(await besides.connect(), 'call', ({ state }) => state === 'ended');
    // What a process leaves that was killed: nobody hears of it any more.
    await two.app.get(CallClock).onModuleDestroy();
    await two.app.get(Cluster).onModuleDestroy();
    expect(await told).toMatchObject({ outcome: 'lost' });
    besides.disconnect();
  }, 30_000);
});
