import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot } from '../lib/paths.mjs';

const SETTLE_MS = 1_500;
const RESET_PEAK = '5';

/**
 * How far the memory of processes grows while `act` runs: their highest resident size over the one before. Linux keeps that
 * peak itself, so nothing is missed between two looks.
 * @param {Record<string, number>} pids by a name
 * @returns {Promise<Record<string, { before: number, growth: number }>>} in bytes
 */
export async function growthOf(pids, act) {
  await delay(SETTLE_MS);
  const before = Object.entries(pids).map(([name, pid]) => {
    writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK);
    return [name, statusOf(pid, 'VmRSS')];
  });
  await act();
  return Object.fromEntries(
    before.map(([name, bytes]) => [name, { before: bytes, growth: statusOf(pids[name], 'VmHWM') - bytes }]),
  );
}

/** What a process holds of the machine's memory now, in bytes. */
export const residentBytes = (pid) => statusOf(pid, 'VmRSS');

/** The environment of a server that notes in `file` what is left of its heap after each full collection. */
export const notingLiveHeap = (file) => ({
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require "${inRoot('scripts/bench/live-heap.cjs')}"`,
  LIVE_HEAP_LOG: file,
});

/**
 * What such a server noted.
 * @returns {{ at: number, bytes: number }[]} by the clock, in milliseconds
 */
export function liveHeapsIn(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function statusOf(pid, field) {
  const [, kilobytes] =
    new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1_024;
}
