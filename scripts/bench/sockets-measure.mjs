import { setTimeout as delay } from 'node:timers/promises';
import { say } from '../lib/installation.mjs';
import { cpuMicros, figuresOf, percentile } from './figures.mjs';
import { residentBytes } from './memory.mjs';
import { connectLoad, startLoad } from './part.mjs';
import { launchTalkers } from './sockets-part.mjs';

const IDLE_SECONDS = 15;
const SYNCS_AT_ONCE = 10;
const WARM_UP_SECONDS = 3;
/** What is said while the crowd is away and comes back. */
const STORM = { rate: 50, seconds: 40, cutAfterMs: 3_000, awayMs: 5_000 };
const SETTLE_MS = 2_000;

/** @typedef {{ what: string, measured: string, goal: string }} Row */
/**
 * Servers that share the people between them, by one name in the table.
 * @typedef {{ name: string, pids: number[], ports: number[], redisPid: number | null, databasePid: number | null }} Group
 */

let bytesBefore = 0;

/** Everybody connects at a fixed rate: what that costs the server, and how long each waits for the first word. */
export async function measureEntering(group, crowd, plan) {
  const { name: server } = group;
  say(`${server}: ${plan.connects} connections a second ...`);
  bytesBefore = bytesOf(group);
  const spent = spentBy(group);
  const answers = await crowd.tell({ act: 'enter', rate: plan.connects / crowd.count });
  const cpu = spent();
  const times = answers.flatMap((answer) => answer.times);
  const problems = answers.flatMap((answer) => answer.problems);
  const isParley = group.databasePid !== null;
  return [
    row(`${server}: CPU of a connection`, `${ms(cpu.servers / times.length)}`, isParley ? '0.6 ms' : '-'),
    ...(isParley ? [row('  in the database', ms(cpu.database / times.length), '-')] : []),
    row(`${server}: from connect to first word, p50, p99`, millis(times, [0.5, 0.99]), isParley ? 'p99 100 ms' : '-'),
    ...(problems.length > 0 ? [row(`${server}: refused`, `${problems.length} (${problems[0]})`, '0')] : []),
  ];
}

/** What a connection holds when nothing happens, and what it costs to keep. */
export async function measureIdle(group, { sockets }) {
  const { name: server } = group;
  const spent = spentBy(group);
  await delay(IDLE_SECONDS * 1_000);
  const perSecond = spent().servers / IDLE_SECONDS;
  const bytes = (bytesOf(group) - bytesBefore) / sockets;
  const share = ((perSecond / 1e6) * 100).toFixed(0);
  const measured = `${(bytes / 1_000).toFixed(1)} kB, ${share} % of a core for ${sockets}`;
  return row(`${server}: an idle connection`, measured, server === 'Parley' ? '30 kB' : '-');
}

/** Pairs talk while everybody else is connected, at one fixed rate after the other. */
export async function measureBusy(group, { launch, output, plan }, pairs) {
  const { name: server, ports } = group;
  const load = await launch(() => startLoad(`${server} load`, output(`load-${ports[0]}`)));
  await connectLoad(load, ports, pairs);
  const rows = [];
  for (const rate of plan.rates) {
    say(`${server}: ${rate} messages a second beside them ...`);
    await load.run({ rate: Math.ceil(rate / 3), seconds: WARM_UP_SECONDS });
    const spent = spentBy(group);
    const messages = await load.run({ rate, seconds: plan.seconds });
    rows.push(...busyRows(`${server}, ${rate} messages/s beside them`, messages, spent()));
  }
  return rows;
}

function busyRows(name, messages, cpu) {
  const { sent, failed, ack, delivery, missing, extra } = figuresOf(messages);
  const threes = (values) => values.map((value) => (value === null ? '-' : value.toFixed(1))).join(', ');
  const goal = name.startsWith('Parley, 1000 ') ? 'p99 50 ms' : '-';
  return [
    row(`${name}: ack p50, p95, p99`, `${threes(ack)} ms`, goal),
    row('  delivery p50, p95, p99', `${threes(delivery)} ms`, goal),
    row(
      '  CPU of a message',
      inBoth(cpu, (micros) => `${(micros / sent).toFixed(0)} us`),
      '-',
    ),
    row('  failed, not live, twice', `${failed}, ${missing}, ${extra}`, '0, 0, 0'),
  ];
}

/** What the app asks first, some at a time. */
export async function measureSync(group, crowd) {
  say('Everybody asks for their list ...');
  const spent = spentBy(group);
  const answers = await crowd.tell({ act: 'sync', atOnce: SYNCS_AT_ONCE });
  const cpu = spent();
  const times = answers.flatMap((answer) => answer.times);
  const measured = `${ms(cpu.servers / times.length)} and ${ms(cpu.database / times.length)}`;
  return row('CPU of a first list, API and database', measured, '-');
}

/** All connections are lost at one moment, while some people keep talking to them. */
export async function measureStorm(bench, crowd) {
  const { talk } = await launchTalkers(bench, bench.people.talkers);
  await talk({ rate: STORM.rate, seconds: WARM_UP_SECONDS });
  say(`Parley: a storm of ${bench.plan.sockets} ...`);
  const talking = talk(STORM);
  await delay(STORM.cutAfterMs);
  const { answers, cpu } = await cutAndComeBack(crowd, bench.parley);
  const messages = await talking;
  await delay(SETTLE_MS);
  const heard = (await crowd.tell({ act: 'heard' })).flatMap((answer) => answer.heard).map((ids) => new Set(ids));
  const stored = messages.filter(({ problem }) => problem === null);
  const lost = stored.filter(({ id, listener }) => !heard[listener].has(id)).length;
  const times = stored.map((message) => message.ms);
  return [
    ...backRows('Parley', answers, cpu),
    row('  current again p50, p99, all', seconds(answers, 'current'), '-'),
    row('  acks of those who kept talking p50, p99, all', millis(times, [0.5, 0.99, 1]), 'p99 1,000 ms'),
    row('  failed, lost after resync', `${messages.length - stored.length}, ${lost} of ${stored.length}`, '0, 0'),
  ];
}

export async function measureBareStorm(group, crowd, plan) {
  say(`bare relay: a storm of ${plan.sockets} ...`);
  const { answers, cpu } = await cutAndComeBack(crowd, group);
  return backRows('bare relay', answers, cpu);
}

async function cutAndComeBack(crowd, group) {
  await crowd.tell({ act: 'cut' });
  await delay(STORM.awayMs);
  const spent = spentBy(group);
  return { answers: await crowd.tell({ act: 'comeBack' }), cpu: spent() };
}

function backRows(server, answers, cpu) {
  const count = answers.flatMap(({ times }) => times).length;
  const refused = answers.flatMap((answer) => Object.entries(answer.refused).map(([why, times]) => `${times} ${why}`));
  const putOff = answers.reduce((sum, answer) => sum + answer.putOff, 0);
  return [
    row(`${server}, storm: back p50, p99, all`, seconds(answers, 'back'), server === 'Parley' ? 'all 9 s' : '-'),
    row(
      '  CPU of each',
      inBoth(cpu, (micros) => ms(micros / count)),
      '-',
    ),
    row('  sent away, list put off', `${refused.join(', ') || '0'}, ${putOff}`, '-'),
  ];
}

function seconds(answers, key) {
  const times = answers.flatMap((answer) => answer.times.map((time) => time[key]));
  return `${[0.5, 0.99, 1].map((share) => (percentile(times, share) / 1_000).toFixed(1)).join(', ')} s`;
}

/** CPU time from now to the call: of the servers with their Redis, and of the database, where there is one; in microseconds. */
function spentBy({ pids, redisPid, databasePid }) {
  const servers = redisPid === null ? pids : [...pids, redisPid];
  const now = () => ({ servers: sum(servers.map(cpuMicros)), database: cpuMicros(databasePid) });
  const before = now();
  return () => {
    const after = now();
    const database = after.database === null ? null : after.database - before.database;
    return { servers: after.servers - before.servers, database };
  };
}

const bytesOf = ({ pids }) => sum(pids.map(residentBytes));
const sum = (values) => values.reduce((total, value) => total + value, 0);
const inBoth = ({ servers, database }, show) =>
  [servers, database]
    .filter((micros) => micros !== null)
    .map(show)
    .join(', database ');

const row = (what, measured, goal) => ({ what, measured, goal });
const ms = (micros) => `${(micros / 1_000).toFixed(2)} ms`;
const millis = (times, shares) => `${shares.map((share) => percentile(times, share)?.toFixed(0) ?? '-').join(', ')} ms`;
