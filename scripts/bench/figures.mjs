import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The value that `share` of the values do not exceed (nearest rank); null of none. */
export function percentile(values, share) {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** What one run's messages amount to. */
export function figuresOf(messages) {
  const present = (key) => messages.map((message) => message[key]).filter((value) => value !== null);
  const total = (key) => messages.reduce((sum, message) => sum + message[key], 0);
  const three = (values) => [0.5, 0.95, 0.99].map((share) => percentile(values, share));
  return {
    sent: messages.length,
    failed: messages.filter(({ error }) => error !== null).length,
    ack: three(present('ackMs')),
    delivery: three(present('deliveryMs')),
    missing: total('missing'),
    extra: total('extra'),
  };
}

/** The system's clock ticks a second, the unit of /proc/<pid>/stat. */
const ticksPerSecond = () => Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/**
 * User and system CPU time of a process so far, in microseconds; null of no process, and where the system has no /proc.
 * @param {number | null} pid
 * @returns {number | null}
 */
export function cpuMicros(pid) {
  if (pid === null || process.platform !== 'linux') return null;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; utime and stime are the 12th and 13th fields behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / ticksPerSecond();
}

/** Rows of equal keys as a text table; the keys are the headings. */
export function table(rows) {
  const lines = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const text = (line) =>
    line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ');
  return lines.map(text).join('\n');
}
