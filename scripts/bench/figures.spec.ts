import { evaluate } from '../testing/node-process';

/** `evaluate` takes modules of `scripts/lib`. */
const figures = <T>(body: string) => evaluate<T>('figuresOf, percentile, cpuMicros, table from ../bench/figures', body);

describe('bench figures', () => {
  it('takes percentiles by nearest rank, whatever the order', async () => {
    const values = 'Array.from({ length: 200 }, (_, at) => 200 - at)';
    expect(
      await figures(`const v = ${values}; return [0.5, 0.95, 0.99, 1].map((share) => percentile(v, share))`),
    ).toEqual([100, 190, 198, 200]);
    expect(await figures('return percentile([7], 0.5)')).toBe(7);
    expect(await figures('return percentile([], 0.5)')).toBeNull();
  });

  it('counts failures, what is missing and what came twice, and takes times of answered messages only', async () => {
    const messages = [
      { error: null, ackMs: 10, deliveryMs: 20, missing: 0, extra: 0 },
      { error: null, ackMs: 30, deliveryMs: null, missing: 1, extra: 0 },
      { error: 'BUSY', ackMs: null, deliveryMs: null, missing: 2, extra: 3 },
    ];
    expect(await figures(`return figuresOf(${JSON.stringify(messages)})`)).toEqual({
      sent: 3,
      failed: 1,
      ack: [10, 30, 30],
      delivery: [20, 20, 20],
      missing: 3,
      extra: 3,
    });
  });

  it('reads the CPU time of a process, which only grows', async () => {
    const body = `
      const before = cpuMicros(process.pid);
      for (const end = process.cpuUsage().user + 60_000; process.cpuUsage().user < end; );
      return cpuMicros(process.pid) - before;
    `;
    const spent = await figures<number | null>(body);
    expect(process.platform === 'linux' ? (spent ?? 0) >= 50_000 : spent === null).toBe(true);
  });

  it('lines a table up', async () => {
    expect(await figures(`return table([{ a: 'x', bb: '1' }, { a: 'long', bb: '222' }])`)).toBe(
      'a      bb\nx       1\nlong  222',
    );
  });
});

describe('open loop', () => {
  it('sends every message, in order, each with the time it was due', async () => {
    const calls = await evaluate<number[][]>(
      'openLoop from ../bench/open-loop',
      `const calls = [];
       await openLoop({ rate: 1000, count: 25, send: (index, dueAt) => calls.push([index, dueAt]) });
       return calls;`,
    );
    const start = calls[0]?.[1] ?? 0;
    expect(calls.map(([index]) => index)).toEqual(Array.from({ length: 25 }, (_, at) => at));
    expect(calls.map(([, dueAt]) => Math.round((dueAt ?? 0) - start))).toEqual(
      Array.from({ length: 25 }, (_, at) => at),
    );
  });
});

describe('bench options', () => {
  const readParts = <T>(text: string | undefined) =>
    evaluate<T>('readParts from ../bench/frame', `return readParts(${JSON.stringify(text)}, ['idle', 'storm'])`);

  it('takes the parts that are named, all when none is, and none that it does not know', async () => {
    expect(await readParts(undefined)).toEqual(['idle', 'storm']);
    expect(await readParts('storm')).toEqual(['storm']);
    expect(await readParts('storm,quake')).toEqual({ problem: '--parts knows idle, storm, not quake.' });
  });
});
