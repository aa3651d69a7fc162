import { setTimeout as delay } from 'node:timers/promises';
import { say } from '../lib/installation.mjs';
import { percentile, table } from './figures.mjs';
import { liveHeapsIn, residentBytes } from './memory.mjs';
import { launchCrowd, launchTalkers } from './sockets-part.mjs';

const LOOK_MS = 10_000;
/** Of the sockets, leaving and coming again each second. */
const CHURN = 0.005;
/** Of the time, before memory is expected to stay. */
const WARM_UP = 1 / 3;
const SYNCS_AT_ONCE = 10;
const MEGABYTE = 1_048_576;

/** Half of the people, half of the messages, and always somebody who leaves and comes back: what memory does over that time. */
export async function soak(bench) {
  const { parley, people, plan, heapLog } = bench;
  const [pid] = parley.pids;
  const seconds = plan.soakMinutes * 60;
  const listeners = people.listeners.slice(0, Math.ceil(plan.sockets / 2));
  const talkers = people.talkers.map(({ token, chats }) => ({
    token,
    chats: chats.filter(({ listener }) => listener < listeners.length),
  }));
  const crowd = await launchCrowd(bench, { ports: parley.ports, people: listeners });
  const { talk } = await launchTalkers(bench, talkers);
  await crowd.tell({ act: 'enter', rate: plan.connects / crowd.count });
  const rate = Math.max(...plan.rates) / 2;
  say(`${listeners.length} people and ${rate} messages a second for ${plan.soakMinutes} minutes ...`);
  const churn = (listeners.length * CHURN) / crowd.count;
  const said = Promise.all([talk({ rate, seconds }), crowd.tell({ act: 'churn', rate: churn, seconds })]);
  const startedAt = Date.now();
  const looks = await lookFor(seconds, pid);
  const [messages, churned] = await said;
  await crowd.tell({ act: 'sync', atOnce: SYNCS_AT_ONCE });
  const answers = await crowd.tell({ act: 'heard' });
  const heaps = liveHeapsIn(heapLog)
    .map(({ at, bytes }) => ({ minutes: (at - startedAt) / 60_000, megabytes: bytes / MEGABYTE }))
    .filter(({ minutes }) => minutes >= plan.soakMinutes * WARM_UP && minutes <= plan.soakMinutes);
  return reportOf({ looks, heaps, messages, churned, answers });
}

async function lookFor(seconds, pid) {
  const looks = [];
  for (const start = performance.now(); performance.now() - start < seconds * 1_000; await delay(LOOK_MS)) {
    looks.push({ minutes: (performance.now() - start) / 60_000, megabytes: residentBytes(pid) / MEGABYTE });
  }
  return looks;
}

function reportOf({ looks, heaps, messages, churned, answers }) {
  const warm = looks.slice(Math.floor(looks.length * WARM_UP));
  const heard = answers.flatMap((answer) => answer.heard).map((ids) => new Set(ids));
  const stored = messages.filter(({ problem }) => problem === null);
  const sum = (list, key) => list.reduce((total, each) => total + each[key], 0);
  const rows = [
    [
      'memory at first, when warm, at the end',
      `${[looks[0], warm[0], looks.at(-1)].map(megabytesOf).join(', ')} MB`,
      '-',
    ],
    ['  slope when warm', `${slopeOf(warm).toFixed(2)} MB a minute`, '1 MB a minute'],
    // The system's memory follows how lazily the heap is collected, by a hundred megabytes; what stays in it does not.
    [
      'live heap when warm, at the end, collections',
      `${[heaps[0], heaps.at(-1)].map(megabytesOf).join(', ')} MB, ${heaps.length}`,
      '-',
    ],
    ['  slope when warm', heaps.length > 1 ? `${slopeOf(heaps).toFixed(2)} MB a minute` : '-', '-'],
    ['people who left and came back, failed', `${sum(churned, 'count')}, ${sum(churned, 'failed')}`, '-, 0'],
    ['messages, failed', `${messages.length}, ${messages.length - stored.length}`, '-, 0'],
    [
      'ack p99',
      `${percentile(
        stored.map(({ ms }) => ms),
        0.99,
      )?.toFixed(0)} ms`,
      '-',
    ],
    ['lost after resync', String(stored.filter(({ id, listener }) => !heard[listener].has(id)).length), '0'],
  ];
  return `\n${table(rows.map(([what, measured, goal]) => ({ what, measured, goal })))}\n`;
}

const megabytesOf = (look) => look?.megabytes.toFixed(0) ?? '-';

/** Of the line of least squares through all looks. */
export function slopeOf(looks) {
  const mean = (key) => looks.reduce((total, look) => total + look[key], 0) / looks.length;
  const [minutes, megabytes] = [mean('minutes'), mean('megabytes')];
  const both = looks.reduce((total, look) => total + (look.minutes - minutes) * (look.megabytes - megabytes), 0);
  return both / looks.reduce((total, look) => total + (look.minutes - minutes) ** 2, 0);
}
