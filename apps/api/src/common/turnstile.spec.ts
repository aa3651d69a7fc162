import { Turnstile } from './turnstile';

describe(Turnstile.name, () => {
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  /** Jobs that run until they are told to end. */
  function startJobs(turnstile: Turnstile, count: number) {
    const started: number[] = [];
    const ends: ((error?: Error) => void)[] = [];
    const results = Array.from({ length: count }, (_, job) =>
      turnstile.run(() => {
        started.push(job);
        return new Promise<number>((resolve, reject) => {
          ends[job] = (error) => (error ? reject(error) : resolve(job));
        });
      }),
    );
    return { started, ends, results };
  }

  it('runs so many at once, and the others in the order in which they came', async () => {
    const { started, ends, results } = startJobs(new Turnstile(2), 4);
    await settled();
    expect(started).toEqual([0, 1]);
    ends[1]?.();
    await settled();
    expect(started).toEqual([0, 1, 2]);
    ends[0]?.();
    ends[2]?.();
    await settled();
    ends[3]?.();
    expect(await Promise.all(results)).toEqual([0, 1, 2, 3]);
  });

  it('hands the place of a failed job on', async () => {
    const { started, ends, results } = startJobs(new Turnstile(1), 2);
    ends[0]?.(new Error('database away'));
    await expect(results[0]).rejects.toThrow('database away');
    await settled();
    expect(started).toEqual([0, 1]);
    ends[1]?.();
    await expect(results[1]).resolves.toBe(1);
  });
});
