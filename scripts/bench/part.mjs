import { randomBytes } from 'node:crypto';
import { startChild } from '../lib/child.mjs';
import { inRoot } from '../lib/paths.mjs';
import { cpuMicros } from './figures.mjs';

/** Redis by its program; its `ready` answers address and process id. */
export function startRedis(program, options) {
  const args = [inRoot('scripts/bench/redis.mjs'), program];
  const child = startChild({ name: 'redis', args, env: process.env, ...options });
  return { ...child, ready: child.message('ready') };
}

/** What stands before a database and can acknowledge writes at once; its `ready` answers its address, and `beInstant` for when it is to begin. */
export function startInstantDatabase(uri, options) {
  const args = [inRoot('scripts/bench/instant-database.mjs')];
  const child = startChild({ name: 'instant database', args, env: process.env, ...options });
  const ready = child.message('ready');
  child.send({ uri });
  const beInstant = async () => {
    const done = child.message('instant');
    child.send({});
    await done;
  };
  return { ...child, ready: ready.then(({ uri }) => ({ uri, beInstant })) };
}

/** The bare relay; its `ready` answers port and process id. */
export function startRelay(options) {
  return startServer({ name: 'relay', args: [inRoot('scripts/bench/relay.mjs')], ...options });
}

/** The API's gateway with nothing behind it, its `input` `checked` or `unchecked`; its `ready` answers port and process id. */
export function startFramework({ input, ...options }) {
  return startServer({ name: 'framework', args: [inRoot('scripts/bench/framework.mjs'), input], ...options });
}

function startServer(options) {
  const child = startChild(options);
  return { ...child, ready: child.message('ready').then(({ port }) => ({ port, pid: child.pid })) };
}

/**
 * A process that makes load; its `ready` answers `run` and `measure`, for after `connectLoad`. Both take `{ rate, seconds }` (open loop) or
 * `{ inFlight, seconds }` (closed loop, so many in each chat). `measure` also answers how long it took and the CPU time that each of the
 * servers spent in the meantime.
 */
export function startLoad(name, options) {
  const child = startChild({ name, args: [inRoot('scripts/bench/load.mjs')], env: process.env, ...options });
  const run = async (wanted) => {
    const result = child.message('result');
    child.send(wanted);
    return (await result).messages;
  };
  const measure = async (wanted, pids) => {
    const before = pids.map(cpuMicros);
    const startedAt = performance.now();
    const messages = await run(wanted);
    const seconds = (performance.now() - startedAt) / 1_000;
    return {
      messages,
      seconds,
      cpu: pids.map((pid, at) => (before[at] === null ? null : cpuMicros(pid) - before[at])),
    };
  };
  return { ...child, ready: Promise.resolve({ child, run, measure }) };
}

/** Opens a socket for every person of the pairs; of a pair on different ports, where there are several. */
export async function connectLoad({ child }, ports, pairs) {
  const connected = child.message('connected');
  child.send({ urls: ports.map((port) => `http://127.0.0.1:${port}`), pairs });
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
