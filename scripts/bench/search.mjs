// node scripts/bench/search.mjs [--messages=1000000] [--data=<folder>]: how long a search takes for one person with many
// messages. Always on an embedded database of its own: it fills the collection directly, which takes a few minutes. With
// --data the filled folder is kept, and a next run with it starts at once.
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildStale, TARGETS } from '../lib/builder.mjs';
import { makeDataDir } from '../lib/data-dir.mjs';
import { outputOf, say } from '../lib/installation.mjs';
import { readOptions } from '../lib/options.mjs';
import { startApi, startDatabase } from '../lib/part.mjs';
import { Problem, runMain } from '../lib/problem.mjs';
import { Supervisor } from '../lib/supervisor.mjs';
import { cpuMicros, percentile } from './figures.mjs';
import { fillChats } from './filling.mjs';
import { apiEnv } from './part.mjs';
import { restApi } from './population.mjs';

/** The asking person's share: one chat with a tenth of all messages, and many smaller ones with three tenths. */
const LONG_CHAT = 0.1;
const OWN_CHATS = 300;
const OWN_SHARE = 0.3;
const OTHER_CHATS = 600;
/** Of the person's messages, for what is asked. */
const SAMPLED = 0.002;
const QUERIES_PER_KIND = 60;
const WARM_UP = 40;

await runMain(async () => {
  const values = readOptions({ messages: { type: 'string', default: '1000000' }, data: { type: 'string' } });
  const total = Number(values.messages);
  if (!Number.isInteger(total) || total < 10_000) throw new Problem('--messages must be a whole number from 10000.');
  await buildStale([TARGETS.api]);
  if (values.data) mkdirSync(values.data, { recursive: true });
  const dataDir = makeDataDir(values.data ?? mkdtempSync(path.join(os.tmpdir(), 'parley-bench-')));
  const supervisor = new Supervisor({ say });
  const code = await supervisor.run(async (launch) => {
    await measure(launch, dataDir, total);
    supervisor.end(0);
  });
  if (!values.data) rmSync(dataDir, { recursive: true, force: true });
  return code;
});

async function measure(launch, dataDir, total) {
  const output = outputOf(dataDir);
  const { uri, pid } = await launch(() => startDatabase({ dataDir }));
  const api = await launch(() => startApi({ env: apiEnv(uri), ...output('api') }));
  const rest = restApi(api.port);
  const { MongoClient } = createRequire(import.meta.url)('mongodb');
  const client = await new MongoClient(uri).connect();
  const { accessToken, chats, samples } = await population(rest, client.db('parley'), { dataDir, total });
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
    const before = [api.pid, pid].map(cpuMicros);
    for (const query of queries) answers.push(await ask(query));
    const cpu = [api.pid, pid].map((each, at) => (cpuMicros(each) - before[at]) / 1000 / queries.length);
    all.push(...answers);
    say(`${line(kind, answers)}  CPU a search: API ${cpu[0].toFixed(1)} ms, database ${cpu[1].toFixed(1)} ms`);
  }
  say(line('all', all));
  await client.close();
}

/** The person with their chats, as an earlier run left them or filled now. */
async function population(rest, db, { dataDir, total }) {
  const note = path.join(dataDir, 'search-bench.json');
  if (!existsSync(note)) {
    const account = { email: `${randomUUID()}@example.com`, password: randomUUID() };
    const { user } = await rest.post('/api/auth/register', { name: 'Searcher', ...account });
    writeFileSync(note, JSON.stringify({ account, ...(await fill(db, user.id, total)) }));
  }
  const { account, ...filled } = JSON.parse(readFileSync(note, 'utf8'));
  return { ...(await rest.post('/api/auth/login', account)), ...filled };
}

function line(kind, answers) {
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share) => percentile(times, share).toFixed(1).padStart(7);
  const full = answers.filter(({ hits }) => hits === 20).length;
  return `${kind.padEnd(28)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  max ${at(1)} ms  (${full} of ${answers.length} pages full)`;
}

/** The person's chats, and those of others. */
async function fill(db, me, total) {
  const { ObjectId } = createRequire(import.meta.url)('bson');
  const others = 1 - LONG_CHAT - OWN_SHARE;
  const sizes = [
    total * LONG_CHAT,
    ...Array(OWN_CHATS).fill((total * OWN_SHARE) / OWN_CHATS),
    ...Array(OTHER_CHATS).fill((total * others) / OTHER_CHATS),
  ];
  const stranger = () => new ObjectId().toHexString();
  const wanted = sizes.map((size, index) => ({
    people: [index <= OWN_CHATS ? me : stranger(), stranger()],
    size: Math.floor(size),
  }));
  const texts = [];
  const onMessage = (index, text) => {
    if (index <= OWN_CHATS && Math.random() < SAMPLED) texts.push(text);
  };
  const { rare } = await fillChats(db, wanted, { onMessage, say });
  return { chats: OWN_CHATS + 1, samples: { texts, rare } };
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
