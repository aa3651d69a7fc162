import { evaluate } from '../testing/node-process';

/** `evaluate` takes modules of `scripts/lib`. */
const play = <T>(names: string, body: string) => evaluate<T>(names, body);

describe('the simulation behind docs/scaling.md', () => {
  it('waits as queueing theory says, at every load', async () => {
    const body = `
      const service = 0.001;
      return [0.3, 0.5, 0.8].map((busy) => {
        const rate = busy / service;
        const played = oneByOne({ rate, service: (random) => -Math.log(1 - random()) * service, count: 200_000, seed: 7 });
        return played.mean / expectedMean({ rate, mean: service, meanSquare: 2 * service ** 2 });
      });`;
    for (const share of await play<number[]>('oneByOne, expectedMean from ../scaling/queue', body)) {
      expect(share).toBeGreaterThan(0.95);
      expect(share).toBeLessThan(1.05);
    }
  });

  it('waits less for work that takes the same time each, as the formula also says', async () => {
    const body = `
      const [rate, service] = [500, 0.001];
      const played = oneByOne({ rate, service: () => service, count: 200_000, seed: 7 });
      return played.mean / expectedMean({ rate, mean: service, meanSquare: service ** 2 });`;
    expect(await play<number>('oneByOne, expectedMean from ../scaling/queue', body)).toBeCloseTo(1, 1);
  });

  it('stores many more rows a second in batches than one after the other could, and no row waits for more than two rounds', async () => {
    const body = `
      const load = { fixed: 0.002, each: 0.00002, count: 100_000, seed: 7 };
      return [100, 1_000, 20_000].map((rate) => ({ rate, ...inBatches({ ...load, rate }) }));`;
    const runs = await play<{ rate: number; p99: number; batch: number }[]>('inBatches from ../scaling/queue', body);
    for (const { p99, batch } of runs) expect(p99).toBeLessThan(2 * (0.002 + 0.00002 * 3 * Math.max(batch, 5)));
    // One after the other 2.02 ms a row: fewer than 500 a second.
    expect(runs[2]?.batch).toBeGreaterThan(40);
  });

  it('brings everybody back after a storm, also when there is ten times as much of everything', async () => {
    const body = `
      const storm = { perConnect: 0.0006, base: 0.25, cap: 5, timeout: 15, downFor: 5, seed: 7 };
      return [[1_000, 1], [10_000, 10]].map(([clients, servers]) => reconnectStorm({ ...storm, clients, servers }));`;
    const runs = await play<{ all: number; p99: number; tries: number }[]>(
      'reconnectStorm from ../scaling/storm',
      body,
    );
    for (const { all, p99, tries } of runs) {
      expect(p99).toBeGreaterThan(5);
      // Down for 5 s, then at most one longest pause of a client whose try came just before.
      expect(all).toBeLessThan(5 + 5 + 1);
      expect(tries).toBeGreaterThan(1);
    }
  });

  it('finds the busiest shard near an even share where chats are alike, and far from it where one chat is everything', async () => {
    const body = `
      const load = { chats: 20_000, messages: 200_000, shards: 8, seed: 7 };
      return [busiestShard({ ...load, skew: 0 }), busiestShard({ ...load, skew: 3 })];`;
    const [even, skewed] = await play<number[]>('busiestShard from ../scaling/shards', body);
    expect(even).toBeLessThan(1.1);
    expect(skewed).toBeGreaterThan(5);
  });

  it('needs nothing beside one process for a small marketplace, and more of everything for a large one', async () => {
    const body = `
      const small = capacityOf({ users: 10_000, onlineShare: 0.1, messagesPerSecond: 10 });
      const large = capacityOf({ users: 10_000_000, onlineShare: 0.1, messagesPerSecond: 100_000 });
      return { small, large };`;
    const { small, large } = await play<Record<'small' | 'large', Record<string, number>>>(
      'capacityOf from ../scaling/model',
      body,
    );
    expect(small).toMatchObject({ apiProcesses: 1, redisNodes: 0, shards: 1 });
    for (const [what, need] of Object.entries(large)) expect(need).toBeGreaterThan(small[what] ?? 0);
  });
});
