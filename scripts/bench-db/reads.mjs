import { percentile } from '../bench/figures.mjs';
import { chatId, READER } from './messages.mjs';

const REPEATS = 200;
const CHATS = 40;

/** The product's three commonest reads, one at a time. Rows of p50 and p99 in ms, each the median of the rounds. */
export async function measureReads(db, rounds) {
  const queries = { 'page of 50 messages': page, 'chat list of 50': chatList, 'badge of a chat': badge };
  const rows = [];
  for (const [query, run] of Object.entries(queries)) {
    await timesOf(db, run);
    const each = [];
    for (let round = 0; round < rounds; round++) each.push(await timesOf(db, run));
    const median = (share) =>
      percentile(
        each.map((times) => percentile(times, share)),
        0.5,
      );
    rows.push({ query, p50: median(0.5), p99: median(0.99) });
  }
  return rows;
}

async function timesOf(db, run) {
  const times = [];
  for (let n = 0; n < REPEATS; n++) {
    const startedAt = performance.now();
    await run(db, n);
    times.push(performance.now() - startedAt);
  }
  return times;
}

export function page(db, n) {
  return db
    .collection('messages')
    .find({ chatId: chatId(n % CHATS), seq: { $lt: 900 - n } })
    .sort({ seq: -1 })
    .limit(50)
    .toArray();
}

function chatList(db) {
  return db
    .collection('chats')
    .find({ 'members.userId': READER, $or: [{ headSeq: { $gt: 0 } }, { createdBy: READER }] })
    .sort({ lastActivityAt: -1, _id: -1 })
    .limit(50)
    .toArray();
}

function badge(db, n) {
  return db
    .collection('messages')
    .countDocuments(
      { chatId: chatId(n % CHATS), seq: { $gt: 980 }, senderId: { $nin: [null, READER] }, deletedAt: null },
      { limit: 1_000 },
    );
}
