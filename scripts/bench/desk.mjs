// node scripts/bench/desk.mjs [--tickets=1000000] [--data=<folder>] [--rounds=100]: how long an agent waits for a page of the queue,
// view by view, and a lead for figures of a week, a quarter and a year, with many tickets. --rounds=0 leaves the queue out. Always on an embedded database of its own: it fills the collection directly, which takes a few
// minutes. With --data the filled folder is kept, and a next run with it starts at once.
import { randomUUID } from 'node:crypto';
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
import { fillTickets } from './desk-filling.mjs';
import { cpuMicros, percentile } from './figures.mjs';
import { apiEnv } from './part.mjs';
import { restApi } from './population.mjs';

const AGENTS = 50;
const WARM_UP = 10;
/** What the issue asks of every page, in milliseconds. */
const GOAL_MS = 20;
/** Figures are looked at, not worked with. */
const FIGURES_GOAL_MS = 2_000;
const FIGURES_ROUNDS = 5;
const FIGURES_DAYS = { 'a week': 7, 'a quarter': 91, 'a year': 365 };
const DAY_MS = 86_400_000;
/** Nothing is closed or put away by itself meanwhile. */
const NEVER = { TICKET_CLOSE_AFTER_DAYS: '36500', TICKET_RETENTION_DAYS: '36500' };

await runMain(async () => {
  const values = readOptions({
    tickets: { type: 'string', default: '1000000' },
    data: { type: 'string' },
    rounds: { type: 'string', default: '100' },
  });
  const [total, rounds] = [Number(values.tickets), Number(values.rounds)];
  if (!Number.isInteger(total) || total < 1_000) throw new Problem('--tickets must be a whole number from 1000.');
  if (!Number.isInteger(rounds) || rounds < 0) throw new Problem('--rounds must be a whole number.');
  await buildStale([TARGETS.api]);
  if (values.data) mkdirSync(values.data, { recursive: true });
  const dataDir = makeDataDir(values.data ?? mkdtempSync(path.join(os.tmpdir(), 'parley-bench-')));
  const supervisor = new Supervisor({ say });
  const code = await supervisor.run(async (launch) => {
    await measure(launch, dataDir, total, rounds);
    supervisor.end(0);
  });
  if (!values.data) rmSync(dataDir, { recursive: true, force: true });
  return code;
});

async function measure(launch, dataDir, total, rounds) {
  const { uri, pid } = await launch(() => startDatabase({ dataDir }));
  const api = await launch(() => startApi({ env: { ...apiEnv(uri), ...NEVER }, ...outputOf(dataDir)('api') }));
  const rest = restApi(api.port);
  const { MongoClient } = createRequire(import.meta.url)('mongodb');
  const client = await new MongoClient(uri).connect();
  const { accessToken, filled } = await population(rest, client.db('parley'), { dataDir, total });
  say(`${total} tickets, of which ${filled.live} are worked on, ${filled.archived} archived.`);
  await measureFigures(rest, accessToken, [api.pid, pid]);
  for (const [kind, queries] of rounds > 0 ? Object.entries(listsOf(filled)) : []) {
    const times = [];
    const before = [api.pid, pid].map(cpuMicros);
    let rows = 0;
    for (let round = -WARM_UP; round < rounds; round++) {
      const query = queries[Math.abs(round) % queries.length];
      const start = performance.now();
      const first = await rest.get(`/api/support-tickets?${query}`, accessToken);
      if (round >= 0) times.push(performance.now() - start);
      rows += first.items.length;
      if (!first.nextCursor) continue;
      const next = performance.now();
      await rest.get(`/api/support-tickets?${query}&cursor=${encodeURIComponent(first.nextCursor)}`, accessToken);
      if (round >= 0) times.push(performance.now() - next);
    }
    const asked = (times.length || 1) * (1 + WARM_UP / rounds);
    const cpu = [api.pid, pid].map((each, at) => (cpuMicros(each) - before[at]) / 1000 / asked);
    say(line(kind, times, rows / (rounds + WARM_UP), cpu));
  }
  await client.close();
}

/** The first of a kind counts the days that were never asked for; the others are what a lead waits for. */
async function measureFigures(rest, accessToken, pids) {
  const nameOf = (at) => new Date(at).toISOString().slice(0, 10);
  for (const [kind, days] of Object.entries(FIGURES_DAYS)) {
    const query = `from=${nameOf(Date.now() - (days - 1) * DAY_MS)}&to=${nameOf(Date.now())}&timeZone=Africa/Algiers`;
    const times = [];
    const before = pids.map(cpuMicros);
    for (let round = 0; round <= FIGURES_ROUNDS; round++) {
      const start = performance.now();
      const { total } = await rest.get(`/api/desk/figures?${query}`, accessToken);
      const took = performance.now() - start;
      if (round > 0) times.push(took);
      else say(`figures of ${kind}, the first time: ${took.toFixed(0)} ms, ${total.opened} tickets opened`);
    }
    const cpu = pids.map((each, at) => (cpuMicros(each) - before[at]) / 1000 / (FIGURES_ROUNDS + 1));
    say(line(`figures of ${kind}`, times, days, cpu, FIGURES_GOAL_MS));
  }
}

function line(kind, times, rows, [apiMs, databaseMs], goalMs = GOAL_MS) {
  times.sort((a, b) => a - b);
  const at = (share) => percentile(times, share).toFixed(1).padStart(6);
  const verdict = percentile(times, 0.95) <= goalMs ? '' : '  ABOVE THE GOAL';
  const cpu = `CPU a page: API ${apiMs.toFixed(1)} ms, database ${databaseMs.toFixed(1)} ms`;
  return `${kind.padEnd(44)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  max ${at(1)} ms  ${rows.toFixed(0).padStart(3)} rows  ${cpu}${verdict}`;
}

/** The agent with the tickets, as an earlier run left them or filled now. */
async function population(rest, db, { dataDir, total }) {
  const note = path.join(dataDir, 'desk-bench.json');
  if (!existsSync(note)) {
    const account = { email: `${randomUUID()}@example.com`, password: randomUUID() };
    const { user } = await rest.post('/api/auth/register', { name: 'Agent', ...account });
    const { ObjectId } = createRequire(import.meta.url)('bson');
    await db.collection('users').updateOne({ _id: new ObjectId(user.id) }, { $set: { role: 'agent' } });
    writeFileSync(
      note,
      JSON.stringify({ account, filled: await fillTickets(db, user.id, { total, agents: AGENTS, say }) }),
    );
  }
  const { account, filled } = JSON.parse(readFileSync(note, 'utf8'));
  return { ...(await rest.post('/api/auth/login', account)), filled };
}

/** Every view as it opens, then what it is narrowed down by: one thing, two, and the unlikely. */
function listsOf({ colleague, customers, tags, rareTag }) {
  const each = (name, values, view = 'all') =>
    values.map((value) => `view=${view}&${name}=${encodeURIComponent(value)}`);
  const states = ['new', 'open', 'pending', 'on_hold', 'solved', 'closed'];
  const categories = ['general', 'booking', 'destination', 'complaint'];
  const priorities = ['low', 'normal', 'high', 'urgent'];
  const pairs = (a, as, b, bs) => as.flatMap((x) => bs.map((y) => `view=all&${a}=${x}&${b}=${y}`));
  return {
    ...Object.fromEntries(
      ['all', 'mine', 'unassigned', 'due', 'escalated', 'snoozed', 'archived'].map((view) => [
        `view ${view}`,
        [`view=${view}`],
      ]),
    ),
    'all, a status': each('state', states),
    'all, a category': each('category', categories),
    'all, a priority': each('priority', priorities),
    'all, a language': each('language', ['en', 'fr', 'ar']),
    'all, a tag': each('tag', tags),
    'all, a rare tag': each('tag', [rareTag]),
    'all, a colleague’s': each('assigneeId', [colleague]),
    'all, one customer’s': each('requesterId', customers),
    'mine, a status': each('state', states, 'mine'),
    'unassigned, a category': each('category', categories, 'unassigned'),
    'unassigned, a priority': each('priority', priorities, 'unassigned'),
    'due, a category': each('category', categories, 'due'),
    'due, a priority': each('priority', priorities, 'due'),
    'escalated, a language': each('language', ['en', 'fr', 'ar'], 'escalated'),
    'all, status and category': pairs('state', states, 'category', categories),
    'all, status and priority': pairs('state', states, 'priority', priorities),
    'all, category and priority': pairs('category', categories, 'priority', priorities),
    'all, status, category and priority': states.flatMap((state) =>
      categories.flatMap((category) =>
        priorities.map((priority) => `view=all&state=${state}&category=${category}&priority=${priority}`),
      ),
    ),
    'all, status, category, priority, language': states.flatMap((state) =>
      categories.map((category) => `view=all&state=${state}&category=${category}&priority=urgent&language=ar`),
    ),
    'all, a tag and a status': tags.flatMap((tag) => states.map((state) => `view=all&tag=${tag}&state=${state}`)),
    'all, a tag, a status and a category': tags.flatMap((tag) =>
      categories.map((category) => `view=all&tag=${tag}&state=open&category=${category}`),
    ),
    'archived, a category': each('category', categories, 'archived'),
    'archived, a priority': each('priority', priorities, 'archived'),
  };
}
