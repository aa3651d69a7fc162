import { GroupLine } from './group-line';

interface Job {
  name: string;
  weight?: number;
  isGone?: boolean;
}

describe(GroupLine.name, () => {
  let groups: string[][];
  /** Ends the groups, in the order in which they began. */
  let ends: ((error?: Error) => void)[];
  let line: GroupLine<Job, string>;

  beforeEach(() => {
    groups = [];
    ends = [];
    line = lineOf({ groupsAtOnce: 1 });
  });

  afterEach(() => jest.restoreAllMocks());

  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const lineOf = (options: { groupsAtOnce: number; waitMaxMs?: number; everyMs?: number }) =>
    new GroupLine<Job, string>(work, {
      weightMax: 4,
      weigh: ({ weight = 1 }) => weight,
      waitMaxMs: 3_000,
      everyMs: 0,
      isWanted: ({ isGone }) => isGone !== true,
      ...options,
    });
  const run = (...jobs: Job[]) => jobs.map((job) => line.run(job));

  function work(jobs: Job[]): Promise<string[]> {
    groups.push(jobs.map(({ name }) => name));
    return new Promise((resolve, reject) => {
      ends.push((error) => (error ? reject(error) : resolve(jobs.map(({ name }) => `${name}!`))));
    });
  }

  it('does the jobs of one turn together, and those that come meanwhile together after them', async () => {
    const first = run({ name: 'a' }, { name: 'b' });
    await settled();
    const second = run({ name: 'c' }, { name: 'd' });
    await settled();
    expect(groups).toEqual([['a', 'b']]);
    ends[0]?.();
    expect(await Promise.all(first)).toEqual(['a!', 'b!']);
    await settled();
    expect(groups).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    ends[1]?.();
    expect(await Promise.all(second)).toEqual(['c!', 'd!']);
  });

  it('makes no group too heavy, but takes a job alone that is', async () => {
    line = lineOf({ groupsAtOnce: 9 });
    void run({ name: 'a', weight: 3 }, { name: 'b' }, { name: 'c' }, { name: 'd', weight: 9 }, { name: 'e' });
    for (let turn = 0; turn < 9; turn++) await settled();
    expect(groups).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
  });

  it('runs no more groups at once than it may', async () => {
    line = lineOf({ groupsAtOnce: 2 });
    void run({ name: 'a', weight: 4 }, { name: 'b', weight: 4 }, { name: 'c', weight: 4 });
    for (let turn = 0; turn < 9; turn++) await settled();
    expect(groups).toEqual([['a'], ['b']]);
  });

  it('lets a moment pass between groups, in which others come', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    line = lineOf({ groupsAtOnce: 2, everyMs: 20 });
    void run({ name: 'a' });
    await settled();
    void run({ name: 'b' });
    await settled();
    jest.advanceTimersByTime(19);
    void run({ name: 'c' });
    expect(groups).toEqual([['a']]);
    jest.advanceTimersByTime(1);
    expect(groups).toEqual([['a'], ['b', 'c']]);
    jest.useRealTimers();
  });

  it('fails a group whose work fails, and goes on', async () => {
    const failing = run({ name: 'a' }, { name: 'b' });
    await settled();
    ends[0]?.(new Error('database away'));
    for (const job of failing) await expect(job).rejects.toThrow('database away');
    const [next] = run({ name: 'c' });
    await settled();
    ends[1]?.();
    expect(await next).toBe('c!');
  });

  it('does nothing for who is gone when it is their turn', async () => {
    const [gone, here] = run({ name: 'a', isGone: true }, { name: 'b' });
    await expect(gone).rejects.toMatchObject({ code: 'BUSY' });
    expect(groups).toEqual([['b']]);
    ends[0]?.();
    expect(await here).toBe('b!');
  });

  it('tells who would wait for too long when to come again, each at a time of their own', async () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    line = lineOf({ groupsAtOnce: 1, waitMaxMs: 3_000 });
    const slow = run(...Array.from({ length: 4 }, () => ({ name: 'slow' })));
    await settled();
    clock.mockReturnValue(100_000);
    ends[0]?.();
    await Promise.all(slow);
    // About a second each, as measured.
    const all = run(...Array.from({ length: 5 }, (_, n) => ({ name: `${n}` })));
    const refused = await Promise.all(all.slice(3, 5).map((job) => job.catch((error: unknown) => error)));
    const [sooner, later] = refused.map((error) => (error as { retryAfterMs: number }).retryAfterMs);
    expect(refused).toEqual([expect.objectContaining({ code: 'BUSY' }), expect.objectContaining({ code: 'BUSY' })]);
    expect(Number(later)).toBeGreaterThan(Number(sooner));
    await settled();
    expect(groups[1]).toEqual(['0', '1', '2']);
  });
});
