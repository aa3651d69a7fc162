import { percentile } from '../bench/figures.mjs';

const SINGLE = 20_000;
const BULKS = 40;
const BULK = 1_000;
const COUNTERS = 64;

/** Rows of the table of writes: operations a second, median, least and most of the rounds. */
export async function measureWrites(db, { concurrency, rounds }) {
  const inserted = db.collection('inserted');
  const bulk = db.collection('bulk');
  const counters = db.collection('counters');
  await counters.insertMany(Array.from({ length: COUNTERS }, (_, n) => ({ _id: n, n: 0 })));
  const work = [
    [
      `${concurrency} concurrent insertOne`,
      SINGLE,
      () => concurrently(SINGLE, concurrency, (n) => inserted.insertOne(row(n))),
    ],
    [`insertMany of ${BULK}, documents`, BULKS * BULK, () => concurrently(BULKS, 1, () => bulk.insertMany(rows()))],
    [
      `findOneAndUpdate $inc over ${COUNTERS}`,
      SINGLE,
      () =>
        concurrently(SINGLE, concurrency, (n) => counters.findOneAndUpdate({ _id: n % COUNTERS }, { $inc: { n: 1 } })),
    ],
  ];
  const results = new Map(work.map(([name]) => [name, []]));
  // The first round only warms up. The kinds take turns, so that a slow moment of the machine does not meet one alone.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, operations, run] of work) {
      const seconds = await secondsOf(run);
      if (round > 0) results.get(name).push(operations / seconds);
    }
  }
  return [...results].map(([name, perSecond]) => ({
    'operations a second': name,
    median: show(percentile(perSecond, 0.5)),
    least: show(Math.min(...perSecond)),
    most: show(Math.max(...perSecond)),
  }));
}

const row = (n) => ({ n, text: 'x'.repeat(100) });
const rows = () => Array.from({ length: BULK }, (_, n) => row(n));
const show = (number) => Math.round(number).toLocaleString('en');

async function secondsOf(run) {
  const startedAt = performance.now();
  await run();
  return (performance.now() - startedAt) / 1_000;
}

/** Runs `total` operations, `width` of them at a time. */
async function concurrently(total, width, run) {
  let next = 0;
  const worker = async () => {
    while (next < total) await run(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
