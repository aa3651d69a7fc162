import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { type Db, MongoClient, MongoError } from 'mongodb';
import { compiledMain } from './compile';
import { type EmbeddedMongo, startEmbeddedMongo } from './index';
import { CatalogWriter, type Row, SharedCounters, Writer } from './testing/crash-workload';
import { temporaryDir } from './testing/database';

/** `CRASH_ROUNDS=200` is the long run, which prints its figures. */
const rounds = Number(process.env.CRASH_ROUNDS ?? 4);

const writers = [1, 2, 3, 4, 5, 6].map((number) => new Writer(number));
const counters = new SharedCounters();
const catalogWriter = new CatalogWriter();
const workers = [...writers, counters, catalogWriter];

/** The moment of death differs from round to round: while writing, while stopping, while the next server opens. */
const deaths = [killWhileWriting, killWhileWriting, killWhileStopping, killWhileOpening];

const acknowledged = () => workers.reduce((sum, each) => sum + each.acknowledged, 0);

/** Comes back in the middle of some write, after a good many of them. */
async function writesAreGoingOn(): Promise<void> {
  const goal = acknowledged() + 20 + Math.random() * 200;
  while (acknowledged() < goal) await after(Math.random() * 5);
}

async function killWhileWriting(mongo: EmbeddedMongo): Promise<void> {
  await writesAreGoingOn();
  mongo.kill();
}

async function killWhileStopping(mongo: EmbeddedMongo): Promise<void> {
  await writesAreGoingOn();
  void mongo.stop();
  await after(Math.random() * 15);
  mongo.kill();
}

async function killWhileOpening(mongo: EmbeddedMongo, dir: string): Promise<void> {
  await writesAreGoingOn();
  const ended = mongo.stop();
  mongo.kill();
  await ended;
  for (let times = 0; times < 3; times += 1) {
    const child = spawn(process.execPath, [await compiledMain(), '--dir', dir], { stdio: 'ignore' });
    await after(60 + Math.random() * 120);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

/** Starts a server and a client that ends with it: the driver would wait half a minute for a server that is gone. */
async function open(dir: string) {
  const begin = performance.now();
  let isGone: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    isGone = resolve;
  });
  const mongo = await startEmbeddedMongo({ dir, onExit: isGone });
  const openMs = performance.now() - begin;
  const client = await MongoClient.connect(mongo.uri);
  const closed = gone.then(() => client.close(true));
  return { mongo, db: client.db('crash'), openMs, closed };
}

/** What a driver says of a server that is gone; the server's own refusals have a code. */
const isFromDeath = (error: unknown) => error instanceof MongoError && typeof error.code !== 'number';

/** Compares everything stored with what was acknowledged, and every index with the records. */
async function problemsOf(db: Db): Promise<string[]> {
  const rows = await db
    .collection<Row>('rows')
    .find({}, { hint: { $natural: 1 } })
    .toArray();
  const shared = await db.collection<{ slot: string; n: number }>('counters').find().toArray();
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name as string);
  const checks = await Promise.all(names.map((name) => db.command({ validate: name })));
  return [
    ...checks.flatMap(({ ns, errors }) => (errors as string[]).map((error) => `${ns}: ${error}`)),
    ...writers.flatMap((writer) => writer.problems(rows)),
    ...counters.problems(shared),
    ...(await catalogWriter.problems(db)),
  ];
}

describe('kill -9 under mixed writers', () => {
  it(
    'keeps every acknowledged write whole, its index entries and the counts',
    async () => {
      const dir = temporaryDir();
      const openTimes: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const { mongo, db, openMs, closed } = await open(dir);
        openTimes.push(openMs);
        const rows = db.collection<Row>('rows');
        await rows.createIndex({ slot: 1 }, { unique: true });
        await rows.createIndex({ tags: 1, n: 1 });
        await rows.createIndex({ writer: 1, bucket: 1 }, { partialFilterExpression: { n: { $lt: 5 } } });
        await db.collection('counters').createIndex({ slot: 1 }, { unique: true });
        expect(await problemsOf(db)).toEqual([]);
        const ends = Promise.allSettled([
          ...writers.map((writer) => writer.run(rows)),
          ...[1, 2, 3].map(() => counters.run(db.collection('counters'))),
          catalogWriter.run(db),
        ]);
        if (round === rounds) await mongo.stop();
        else await deaths[round % deaths.length]?.(mongo, dir);
        await closed;
        const reasons = (await ends).map((end) => (end as PromiseRejectedResult).reason);
        expect(reasons.filter((reason) => !isFromDeath(reason))).toEqual([]);
      }
      const { mongo, db, closed } = await open(dir);
      expect(await problemsOf(db)).toEqual([]);
      await mongo.stop();
      await closed;
      rmSync(dir, { recursive: true, force: true });
      expect(acknowledged()).toBeGreaterThan(rounds * 20);
      if (process.env.CRASH_ROUNDS) {
        const sorted = openTimes.sort((a, b) => a - b).map(Math.round);
        process.stdout.write(
          `${rounds} kills, ${acknowledged()} acknowledged writes, open again: median ${sorted[rounds >> 1]} ms, at most ${sorted.at(-1)} ms\n`,
        );
      }
    },
    30_000 + rounds * 5_000,
  );
});
