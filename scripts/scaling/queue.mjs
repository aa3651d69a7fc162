import { percentile } from '../bench/figures.mjs';
import { randomFrom, untilNext } from './random.mjs';

/**
 * One server, one at a time, in order of coming: an API process's event loop, or the queue of one chat.
 * @param {{ rate: number, service: (random: () => number) => number, count: number, seed: number }} load `rate` a second, `service` in seconds
 * @returns {{ mean: number, p99: number, busy: number }} seconds from coming to done; the share of time it was at work
 */
export function oneByOne({ rate, service, count, seed }) {
  const random = randomFrom(seed);
  const times = [];
  let [now, free, worked] = [0, 0, 0];
  for (let n = 0; n < count; n++) {
    now += untilNext(random, rate);
    const takes = service(random);
    free = Math.max(free, now) + takes;
    worked += takes;
    times.push(free - now);
  }
  return {
    mean: times.reduce((sum, time) => sum + time, 0) / count,
    p99: percentile(times, 0.99),
    busy: worked / free,
  };
}

/** What queueing theory says of the same (Pollaczek and Khinchine): mean seconds from coming to done. */
export function expectedMean({ rate, mean, meanSquare }) {
  return mean + (rate * meanSquare) / (2 * (1 - rate * mean));
}

/**
 * Group commit: everything that came while the disk was busy goes with its next round. One round takes `fixed` and `each` for every row.
 * @returns {{ p99: number, batch: number, busy: number }} seconds from coming to stored; rows a round
 */
export function inBatches({ rate, fixed, each, count, seed }) {
  const random = randomFrom(seed);
  const times = [];
  let [next, free, rounds, worked] = [untilNext(random, rate), 0, 0, 0];
  while (times.length < count) {
    const from = Math.max(free, next);
    const batch = [];
    while (next <= from) {
      batch.push(next);
      next += untilNext(random, rate);
    }
    const takes = fixed + each * batch.length;
    free = from + takes;
    rounds++;
    worked += takes;
    for (const at of batch) times.push(free - at);
  }
  return { p99: percentile(times, 0.99), batch: times.length / rounds, busy: worked / free };
}
