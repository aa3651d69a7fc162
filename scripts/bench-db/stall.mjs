import { percentile } from '../bench/figures.mjs';
import { page } from './reads.mjs';

const DOCUMENTS = 200_000;
const BATCH = 1_000;
const SCANS = 3;

/** Times of an indexed page read while scans of another collection's 200,000 documents are at work, as rows of ms. */
export async function measureStall(db) {
  const scanned = db.collection('scanned');
  for (let at = 0; at < DOCUMENTS; at += BATCH) {
    await scanned.insertMany(Array.from({ length: BATCH }, (_, n) => buildDocument(at + n)));
  }
  const scans = {
    'a find without an index': () => scanned.find({ text: /^nothing begins so/ }).toArray(),
    'a $group': () => scanned.aggregate([{ $group: { _id: '$kind', n: { $sum: '$number' } } }]).toArray(),
    'a sort in memory': () => scanned.find().sort({ place: 1 }).limit(10).toArray(),
  };
  const rows = [];
  for (const [name, scan] of Object.entries(scans)) rows.push({ scan: name, ...(await pagesDuring(db, scan)) });
  return rows;
}

function buildDocument(number) {
  return { number, kind: number % 50, place: (number * 7_919) % DOCUMENTS, text: `row ${number} `.repeat(12) };
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
