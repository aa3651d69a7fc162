// node scripts/scaling/simulate.mjs [--seed=1]: what docs/scaling.md claims about waiting, storms and shards, played through; and what
// installations of four sizes need. No server is started: constants come from `npm run bench`.
import { table } from '../bench/figures.mjs';
import { readOptions } from '../lib/options.mjs';
import { runMain } from '../lib/problem.mjs';
import { capacityOf } from './model.mjs';
import { expectedMean, inBatches, oneByOne } from './queue.mjs';
import { busiestShard } from './shards.mjs';
import { reconnectStorm } from './storm.mjs';

const MS = 1_000;
const show = (value, digits = 1) => value.toFixed(digits);
const say = (...lines) => process.stdout.write(`${lines.join('\n')}\n\n`);

await runMain(async () => {
  const seed = Number(readOptions({ seed: { type: 'string', default: '1' } }).seed);
  say(
    '1. How busy a process may be. Messages by chance, 1 ms of one core each (an exponential spread), one after the other.',
    busyTable(seed),
  );
  say(
    '2. Group commit. One round of the disk takes 2 ms and 0.02 ms a row; what comes meanwhile goes with the next.',
    batchTable(seed),
  );
  say(
    '3. Everybody lost at once, back after 5 s down, full jitter from 0.25 s to 5 s as libs/client has it, 0.6 ms a connection on each process.',
    stormTable(seed),
  );
  say(
    '4. The busiest shard, of an even share. 1,000,000 chats, liveliness by Zipf; 2,000,000 messages.',
    shardTable(seed),
  );
  say('5. What installations need.', capacityTable());
});

function busyTable(seed) {
  const service = 1 / MS;
  return table(
    [0.3, 0.5, 0.7, 0.8, 0.9].map((busy) => {
      const rate = busy / service;
      const played = oneByOne({ rate, service: (random) => -Math.log(1 - random()) * service, count: 300_000, seed });
      const expected = expectedMean({ rate, mean: service, meanSquare: 2 * service ** 2 });
      return {
        'at work': `${show(busy * 100, 0)} %`,
        'mean ms': show(played.mean * MS, 2),
        'by the formula': show(expected * MS, 2),
        'p99 ms': show(played.p99 * MS),
      };
    }),
  );
}

function batchTable(seed) {
  return table(
    [100, 1_000, 5_000, 10_000, 20_000, 40_000].map((rate) => {
      const { p99, batch, busy } = inBatches({ rate, fixed: 2 / MS, each: 0.02 / MS, count: 200_000, seed });
      return {
        'rows/s': String(rate),
        'rows a round': show(batch),
        'p99 ms': show(p99 * MS),
        'disk at work': `${show(busy * 100, 0)} %`,
      };
    }),
  );
}

function stormTable(seed) {
  const storm = { perConnect: 0.0006, base: 0.25, cap: 5, timeout: 15, downFor: 5, seed };
  const shapes = [
    { clients: 1_000, servers: 1 },
    { clients: 10_000, servers: 1 },
    { clients: 100_000, servers: 10 },
    { clients: 1_000_000, servers: 100 },
  ];
  return table(
    shapes.map((shape) => {
      const { p50, p99, all, tries } = reconnectStorm({ ...storm, ...shape });
      return {
        clients: String(shape.clients),
        processes: String(shape.servers),
        'p50 s': show(p50),
        'p99 s': show(p99),
        'last s': show(all),
        'tries each': show(tries),
      };
    }),
  );
}

function shardTable(seed) {
  const load = { chats: 1_000_000, messages: 2_000_000, seed };
  return table(
    [0.5, 0.8, 1].flatMap((skew) =>
      [4, 16, 64].map((shards) => ({
        skew: String(skew),
        shards: String(shards),
        'busiest, of an even share': show(busiestShard({ ...load, shards, skew }), 2),
      })),
    ),
  );
}

function capacityTable() {
  const sizes = [
    { users: 10_000, onlineShare: 0.1, messagesPerSecond: 10 },
    { users: 100_000, onlineShare: 0.1, messagesPerSecond: 300 },
    { users: 1_000_000, onlineShare: 0.1, messagesPerSecond: 5_000 },
    { users: 10_000_000, onlineShare: 0.1, messagesPerSecond: 100_000 },
  ];
  return table(
    sizes.map((size) => {
      const { sockets, apiProcesses, apiMemory, redisNodes, redisBytes, shards, bytesPerYear } = capacityOf(size);
      return {
        users: String(size.users),
        'messages/s': String(size.messagesPerSecond),
        sockets: String(sockets),
        'API processes': String(apiProcesses),
        'GB of memory': show(apiMemory / 1e9),
        'Redis nodes': String(redisNodes),
        'Redis MB/s': show(redisBytes / 1e6),
        'database shards': String(shards),
        'TB a year': show(bytesPerYear / 1e12),
      };
    }),
  );
}
