import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { startTestApp, type TestApp } from '../testing/test-app';
import { Job } from './job.schema';
import { type JobHandler, JobService } from './job.service';
import { JobStore } from './job-store';

const HOUR_MS = 3_600_000;

describe(JobService.name, () => {
  let server: TestApp;
  let jobs: JobService;
  let done: string[];
  let whenDone: (key: string) => Promise<void>;
  let note: JobHandler;

  const model = () => server.app.get<Model<Job>>(getModelToken(Job.name));
  const rowOf = (key: string) => model().findOne({ key }).lean<Job>().exec();

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  /** A queue of its own on the same database, as another process, or this one after a restart, would have. */
  function startQueue(kind: string, handler: JobHandler): JobService {
    const queue = new JobService(server.app.get(JobStore));
    queue.handle(kind, handler);
    queue.onApplicationBootstrap();
    return queue;
  }

  const stopAll = (...queues: JobService[]) => Promise.all(queues.map((queue) => queue.onModuleDestroy()));

  beforeEach(() => {
    done = [];
    const waiting = new Map<string, () => void>();
    whenDone = (key) => (done.includes(key) ? Promise.resolve() : new Promise((resolve) => waiting.set(key, resolve)));
    note = async ({ key }) => {
      done.push(key);
      waiting.get(key)?.();
    };
    jobs = startQueue('note', note);
  });

  afterEach(() => stopAll(jobs));

  const schedule = (key: string, inMs = 0, kind = 'note') =>
    jobs.schedule({ kind, key, runAt: new Date(Date.now() + inMs) });

  it('does what is due, and sleeps until what is due later', async () => {
    await schedule('later', 150);
    await schedule('now');
    await whenDone('now');
    await whenDone('later');
    await stopAll(jobs);
    expect(done).toEqual(['now', 'later']);
    const row = await rowOf('later');
    expect(row).toMatchObject({ attempts: 1, lastError: null, doneAt: expect.any(Date) });
    expect(row).not.toHaveProperty('dueAt');
    expect(row?.doneAt?.getTime()).toBeGreaterThanOrEqual(row?.runAt.getTime() ?? Number.NaN);
  });

  it('leaves what is not due, and hands on the data', async () => {
    await schedule('far', HOUR_MS);
    let tell: (job: object) => void;
    const told = new Promise((resolve) => {
      tell = resolve;
    });
    const reader = startQueue('read', async ({ key, data }) => tell({ key, data }));
    await reader.schedule({ kind: 'read', key: 'with data', runAt: new Date(), data: { chatId: 'c', count: 2 } });
    expect(await told).toEqual({ key: 'with data', data: { chatId: 'c', count: 2 } });
    await stopAll(reader);
    expect(done).toEqual([]);
    expect(await rowOf('far')).toMatchObject({ attempts: 0, doneAt: null });
  });

  it('does a job once however often and from however many queues it is scheduled', async () => {
    const others = ['a', 'b'].map(() => startQueue('note', note));
    const keys = Array.from({ length: 20 }, (_, index) => `once ${index}`);
    await Promise.all([...keys, ...keys, ...keys].map((key) => schedule(key)));
    await Promise.all(keys.map(whenDone));
    await stopAll(jobs, ...others);
    expect([...done].sort()).toEqual([...keys].sort());
    expect(await model().countDocuments({ key: { $in: keys } })).toBe(keys.length);
  });

  it('tries again after a failure, and keeps its reason', async () => {
    const failed = new Promise<void>((resolve) => {
      let attempt = 0;
      jobs.handle('flaky', async () => {
        if (++attempt === 1) throw new Error('the disk is full');
        resolve();
      });
    });
    await schedule('flaky', 0, 'flaky');
    await failed;
    await stopAll(jobs);
    expect(await rowOf('flaky')).toMatchObject({
      attempts: 2,
      lastError: 'the disk is full',
      doneAt: expect.any(Date),
    });
  });

  it('goes on with other jobs while one fails', async () => {
    jobs.handle('broken', () => Promise.reject(new Error('never')));
    await schedule('broken', 0, 'broken');
    await schedule('healthy');
    await whenDone('healthy');
    await stopAll(jobs);
    expect(await rowOf('broken')).toMatchObject({ doneAt: null, lastError: 'never' });
  });

  it('takes over what a killed process held, once its lease has run out', async () => {
    const store = server.app.get(JobStore);
    await stopAll(jobs);
    await store.insert({ kind: 'note', key: 'held', runAt: new Date(0) });
    const held = await store.lease(['note'], new Date(), 60_000);
    expect(held).toMatchObject({ key: 'held' });
    const second = startQueue('note', note);
    await second.schedule({ kind: 'note', key: 'other', runAt: new Date() });
    await whenDone('other');
    await stopAll(second);
    expect(done).toEqual(['other']);
    await model().updateOne({ key: 'held' }, { $set: { dueAt: new Date() } });
    const taken = new Promise<void>((resolve) => {
      jobs = startQueue('note', async () => resolve());
    });
    await taken;
    await stopAll(jobs);
    // The dead holder's late word does not count.
    await store.postpone(held as Job, new Date(), 'late');
    expect(await rowOf('held')).toMatchObject({ attempts: 2, lastError: null, doneAt: expect.any(Date) });
  });

  it('leaves kinds alone that nobody here handles', async () => {
    await schedule('foreign', 0, 'unknown');
    await schedule('mine');
    await whenDone('mine');
    await stopAll(jobs);
    expect(await rowOf('foreign')).toMatchObject({ attempts: 0, doneAt: null });
  });
});
