import { readFileSync } from 'node:fs';

/** What a process holds in memory, and how much of it is not the mapped file, as a sentence; Linux only. */
export function memoryOf(pid) {
  if (process.platform !== 'linux') return 'Memory is told on Linux only.';
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (field) =>
    Math.round(Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024);
  return `${megabytes('VmRSS')} MB resident, ${megabytes('RssAnon')} MB of it not the mapped file.`;
}
