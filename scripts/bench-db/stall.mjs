import { percentile } from '../bench/figures.mjs';
import { page } from './reads.mjs';

const DOCUMENTS = 200_000;
const SCANS = 3;

/** Times of an indexed page read while a scan of 200,000 documents is at work, as rows of ms. */
export async function measureStall(db) {
  const messages = db.collection('messages');
  const scans = {
    'a find without an index': () =>
      messages
        .find({ text: /^nothing begins so/ })
        .limit(1)
        .hint({ $natural: 1 })
        .maxTimeMS(120_000)
        .toArray(),
    'a $group': () =>
      messages.aggregate([{ $limit: DOCUMENTS }, { $group: { _id: '$senderId', n: { $sum: '$seq' } } }]).toArray(),
    'a sort in memory': () =>
      messages.aggregate([{ $limit: DOCUMENTS }, { $sort: { createdAt: -1 } }, { $limit: 10 }]).toArray(),
  };
  const rows = [];
  for (const [name, scan] of Object.entries(scans)) rows.push({ scan: name, ...(await pagesDuring(db, scan)) });
  return rows;
}

async function pagesDuring(db, scan) {
  const times = [];
  let isScanning = true;
  const scanning = (async () => {
    for (let n = 0; n < SCANS; n++) await scan();
  })().finally(() => {
    isScanning = false;
  });
  for (let n = 0; isScanning; n = (n + 1) % 500) {
    const startedAt = performance.now();
    await page(db, n);
    times.push(performance.now() - startedAt);
  }
  await scanning;
  const show = (share) => percentile(times, share)?.toFixed(1) ?? '-';
  return { pages: String(times.length), p50: show(0.5), p99: show(0.99), worst: show(1) };
}
