import type { JobDto, JobFiguresDto, Page } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { Job } from './job.schema';
import { JobService } from './job.service';
import { JobDesk } from './job-desk';

const HOUR_MS = 3_600_000;

describe(JobDesk.name, () => {
  let server: TestApp;
  let admin: TestPerson;
  let isBroken: boolean;
  /** Resolves with the next try of the job that fails. */
  let nextTry: () => Promise<void>;

  beforeAll(async () => {
    server = await startTestApp();
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
    const waiting: (() => void)[] = [];
    nextTry = () => new Promise((resolve) => waiting.push(resolve));
    const queue = server.app.get(JobService);
    queue.handle('test.flaky', async () => {
      for (const resolve of waiting.splice(0)) resolve();
      if (isBroken) throw new Error('the disk is full');
    });
    for (const hours of [1, 2, 3]) await schedule('test.later', `later ${hours}`, hours * HOUR_MS);
  });

  afterAll(() => server?.stop());

  beforeEach(() => {
    isBroken = true;
  });

  const schedule = (kind: string, key: string, inMs = 0) =>
    server.app.get(JobService).schedule({ kind, key, runAt: new Date(Date.now() + inMs), data: { secret: 'hush' } });
  const list = (query: string) => admin.call<Page<JobDto>>('GET', `/jobs${query}`);
  const find = async (filter: string, key: string) =>
    (await list(`?filter=${filter}&kind=test.flaky`)).items.find((job) => job.key === key);

  /** Asks until the job is in the view; every question is a turn of the server too. */
  async function until(filter: string, key: string): Promise<JobDto> {
    for (;;) {
      const job = await find(filter, key);
      if (job && job.state !== 'running') return job;
    }
  }

  async function buildFailing(key: string): Promise<JobDto> {
    await schedule('test.flaky', key);
    return until('failing', key);
  }

  it('lists what is to be done, the next one first, page by page, without what it is done with', async () => {
    const first = await list('?kind=test.later&limit=2');
    expect(first.items.map(({ key }) => key)).toEqual(['later 1', 'later 2']);
    expect(first.items[0]).toEqual({
      id: expect.any(String),
      ...{ kind: 'test.later', key: 'later 1', state: 'waiting', attempts: 0, lastError: null, failedAt: null },
      ...{ runAt: expect.any(String), nextRunAt: first.items[0]?.runAt, endedAt: null },
    });
    const second = await list(`?kind=test.later&limit=2&cursor=${first.nextCursor}`);
    expect([second.items.map(({ key }) => key), second.nextCursor]).toEqual([['later 3'], null]);
  });

  it('says why a job fails and when it is tried again, and tries it at once when asked to', async () => {
    const job = await buildFailing('retried');
    expect(job).toMatchObject({ state: 'failing', lastError: 'the disk is full', nextRunAt: expect.any(String) });
    expect(await admin.call<JobFiguresDto>('GET', '/jobs/figures')).toMatchObject({
      failing: 1,
      kinds: expect.arrayContaining(['test.flaky', 'broadcast.publish']),
    });
    isBroken = false;
    const tried = nextTry();
    await server.app.get<Model<Job>>(getModelToken(Job.name)).updateOne({ key: 'retried' }, { dueAt: farAway() });
    await admin.call('POST', `/jobs/${job.id}/retry`);
    await tried;
    expect(await until('over', 'retried')).toMatchObject({ state: 'done', failedAt: null, nextRunAt: null });
  });

  it('does not try again what was dropped', async () => {
    const job = await buildFailing('dropped');
    expect(await admin.call('POST', `/jobs/${job.id}/drop`)).toMatchObject({ state: 'dropped', nextRunAt: null });
    expect(await find('failing', 'dropped')).toBeUndefined();
    expect(await find('over', 'dropped')).toMatchObject({ state: 'dropped', endedAt: expect.any(String) });
    const again = await admin.request('POST', `/jobs/${job.id}/retry`);
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT' } } });
  });

  it('leaves alone what does not fail', async () => {
    const [waiting] = (await list('?kind=test.later')).items;
    for (const act of ['retry', 'drop']) {
      expect((await admin.request('POST', `/jobs/${waiting?.id}/${act}`)).status).toBe(409);
    }
    expect((await list('?kind=test.later')).items[0]).toEqual(waiting);
  });

  it.each(['?filter=gone', '?kind=$where', '?cursor=abc', '?limit=0', '?sort=key'])('refuses %s', async (query) => {
    expect((await admin.request('GET', `/jobs${query}`)).status).toBe(400);
  });
});

const farAway = () => new Date(Date.now() + HOUR_MS);
