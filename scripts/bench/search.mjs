// node scripts/bench/search.mjs [--messages=1000000]: how long a search takes for one person with many messages.
// Always on an embedded database of its own: it fills the collection directly, which takes a few minutes.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { buildStale, TARGETS } from '../lib/builder.mjs';
import { makeDataDir } from '../lib/data-dir.mjs';
import { outputOf, say } from '../lib/installation.mjs';
import { startApi, startDatabase } from '../lib/part.mjs';
import { inRoot } from '../lib/paths.mjs';
import { Problem, runMain } from '../lib/problem.mjs';
import { Supervisor } from '../lib/supervisor.mjs';
import { percentile } from './figures.mjs';
import { apiEnv } from './part.mjs';
import { restApi } from './population.mjs';
import { writer } from './vocabulary.mjs';

const BATCH = 5_000;
/** The asking person's share: one chat with a tenth of all messages, and many smaller ones with three tenths. */
const LONG_CHAT = 0.1;
const OWN_CHATS = 300;
const OWN_SHARE = 0.3;
const OTHER_CHATS = 600;
const QUERIES_PER_KIND = 60;
const WARM_UP = 40;

await runMain(async () => {
  const { values } = parseArgs({ options: { messages: { type: 'string', default: '1000000' } } });
  const total = Number(values.messages);
  if (!Number.isInteger(total) || total < 10_000) throw new Problem('--messages must be a whole number from 10000.');
  await buildStale([TARGETS.api]);
  const dataDir = makeDataDir(mkdtempSync(path.join(os.tmpdir(), 'parley-bench-')));
  const supervisor = new Supervisor({ say });
  const code = await supervisor.run(async (launch) => {
    await measure(launch, dataDir, total);
    supervisor.end(0);
  });
  rmSync(dataDir, { recursive: true, force: true });
  return code;
});

async function measure(launch, dataDir, total) {
  const output = outputOf(dataDir);
  const { uri } = await launch(() => startDatabase({ dataDir }));
  const api = await launch(() => startApi({ env: apiEnv(uri), ...output('api') }));
  const rest = restApi(api.port);
  const { MongoClient } = createRequire(import.meta.url)('mongodb');
  const client = await new MongoClient(uri).connect();
  const { user, accessToken } = await rest.post('/api/auth/register', {
    name: 'Searcher',
    email: `${randomUUID()}@example.com`,
    password: 'correct horse battery',
  });
  const { chats, samples } = await fill(client.db('parley'), user.id, total);
  say(`${total} messages; the person has ${chats} chats.`);
  const ask = async (query) => {
    const start = performance.now();
    const { items } = await rest.get(`/api/messages/search?query=${encodeURIComponent(query)}&limit=20`, accessToken);
    return { ms: performance.now() - start, hits: items.length };
  };
  const kinds = queriesOf(samples);
  for (const query of Object.values(kinds).flat().slice(0, WARM_UP)) await ask(query);
  const all = [];
  for (const [kind, queries] of Object.entries(kinds)) {
    const answers = [];
    for (const query of queries) answers.push(await ask(query));
    all.push(...answers);
    say(line(kind, answers));
  }
  say(line('all', all));
  await client.close();
}

function line(kind, answers) {
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share) => percentile(times, share).toFixed(1).padStart(7);
  const full = answers.filter(({ hits }) => hits === 20).length;
  return `${kind.padEnd(28)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  max ${at(1)} ms  (${full} of ${answers.length} pages full)`;
}

/** Chats and messages as the API would have stored them, interleaved over a year. */
async function fill(db, personId, total) {
  const { ObjectId } = createRequire(import.meta.url)('bson');
  const { termsOf } = createRequire(import.meta.url)(inRoot('dist/apps/api/src/message/search-terms.js'));
  const { shelfOf } = createRequire(import.meta.url)(inRoot('dist/apps/api/src/message/shelf.js'));
  const me = new ObjectId(personId);
  const { write, rare } = writer();
  const member = (userId) => ({ userId, joinedAt: new Date(0), lastReadSeq: 0, lastDeliveredSeq: 0, role: 'member' });
  const sizes = [
    total * LONG_CHAT,
    ...Array(OWN_CHATS).fill((total * OWN_SHARE) / OWN_CHATS),
    ...Array(OTHER_CHATS).fill((total * (1 - LONG_CHAT - OWN_SHARE)) / OTHER_CHATS),
  ].map(Math.floor);
  const chats = sizes.map((size, index) => ({
    _id: new ObjectId(),
    isMine: index <= OWN_CHATS,
    people: [index <= OWN_CHATS ? me : new ObjectId(), new ObjectId()],
    left: size,
    seq: 0,
    last: new Date(0),
  }));
  const samples = [];
  const open = chats.filter(({ left }) => left > 0);
  let rows = [];
  for (let written = 0; open.length > 0; ) {
    const pick = Math.floor(Math.random() * open.length);
    const chat = open[pick];
    // Conversations come in bursts.
    for (let burst = Math.min(chat.left, 8); burst > 0; burst--, chat.left--) {
      const text = write();
      if (chat.isMine && Math.random() < 0.002) samples.push(text);
      chat.last = new Date(Date.now() - (1 - written / total) * 365 * 86_400_000);
      chat.seq++;
      written++;
      rows.push({
        ...toRow(chat, text),
        _id: new ObjectId(),
        terms: termsOf(text),
        shelf: shelfOf(chat._id, chat.seq),
      });
    }
    if (chat.left <= 0) open.splice(pick, 1);
    if (rows.length < BATCH && open.length > 0) continue;
    await db.collection('messages').insertMany(rows, { ordered: false });
    rows = [];
    if (written % 100_000 < BATCH) say(`${written} messages ...`);
  }
  await db.collection('chats').insertMany(
    chats.map(({ _id, people, seq, last }) => ({
      ...{ _id, type: 'direct', key: `bench:${_id}`, title: null, context: null, members: people.map(member) },
      ...{ createdBy: people[0], headSeq: seq, headRev: seq, floorSeq: 0, floorRev: 0, lastMessage: null },
      ...{ lastActivityAt: last, ticketId: null, state: 'open', createdAt: new Date(0) },
    })),
  );
  return { chats: OWN_CHATS + 1, samples: { texts: samples, rare } };
}

function toRow(chat, text) {
  const senderId = chat.people[chat.seq % 2];
  const numbers = { seq: chat.seq, rev: chat.seq };
  const body = { type: 'text', text, system: null, replyTo: null, editedAt: null, deletedAt: null };
  const { _id: chatId, last: createdAt } = chat;
  return { chatId, ...numbers, senderId, clientMsgId: randomUUID(), bodyHash: 'bench', ...body, createdAt };
}

/** What people type: words of their own messages, begun or whole, one or several; and words that nobody wrote. */
function queriesOf({ texts, rare }) {
  const word = () => {
    const words = pickOf(texts).split(' ');
    return pickOf(words);
  };
  const many = (make) => Array.from({ length: QUERIES_PER_KIND }, make).filter((query) => query.length >= 2);
  return {
    'a word begun, 2 letters': many(() => word().slice(0, 2)),
    'a word begun, 3 letters': many(() => word().slice(0, 3)),
    'a whole word': many(word),
    'two words of one message': many(() => pickOf(texts).split(' ').slice(0, 2).join(' ')),
    'three words of one message': many(() => pickOf(texts).split(' ').slice(-3).join(' ')),
    'two words of two messages': many(() => `${word()} ${word()}`),
    'a rare word': many(() => pickOf(rare)),
    'a word of nobody': many(() => randomBytes(4).toString('hex')),
  };
}

function pickOf(list) {
  return list[Math.floor(Math.random() * list.length)];
}
