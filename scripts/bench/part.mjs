import { randomBytes } from 'node:crypto';
import { startChild } from '../lib/child.mjs';
import { inRoot } from '../lib/paths.mjs';
import { cpuMicros } from './figures.mjs';

/** The bare relay; its `ready` answers port and process id. */
export function startRelay(options) {
  const child = startChild({ name: 'relay', args: [inRoot('scripts/bench/relay.mjs')], env: process.env, ...options });
  return { ...child, ready: child.message('ready').then(({ port }) => ({ port, pid: child.pid })) };
}

/**
 * A process that makes load; its `ready` answers `run` and `measure`, for after `connectLoad`. `measure` also answers
 * the CPU time that each of the servers spent in the meantime.
 */
export function startLoad(name, options) {
  const child = startChild({ name, args: [inRoot('scripts/bench/load.mjs')], env: process.env, ...options });
  const run = async (rate, seconds) => {
    const result = child.message('result');
    child.send({ rate, seconds });
    return (await result).messages;
  };
  const measure = async (rate, seconds, pids) => {
    const before = pids.map(cpuMicros);
    const messages = await run(rate, seconds);
    return { messages, cpu: pids.map((pid, at) => (before[at] === null ? null : cpuMicros(pid) - before[at])) };
  };
  return { ...child, ready: Promise.resolve({ child, run, measure }) };
}

/** Opens a socket for every person of the pairs. */
export async function connectLoad({ child }, port, pairs) {
  const connected = child.message('connected');
  child.send({ url: `http://127.0.0.1:${port}`, pairs });
  await connected;
}

/** The environment of an API that is measured: no demo, no limits, a secret of its own. */
export function apiEnv(mongoUri) {
  return {
    ...process.env,
    NODE_ENV: undefined,
    HOST: '127.0.0.1',
    API_PORT: '0',
    MONGODB_URI: mongoUri,
    JWT_SECRET: randomBytes(48).toString('hex'),
    DEMO: 'false',
    LOG_LEVEL: 'warn',
    RATE_LIMITS: 'off',
  };
}
