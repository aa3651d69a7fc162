import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from './child.mjs';
import { socketIn } from './data-dir.mjs';
import { waitForHttp } from './http-ready.mjs';
import { API_MAIN, EMBEDDED_MONGO, NEXT_CLI } from './paths.mjs';

/** The web app keeps no state of its own: open sockets need not hold a stop up. */
const WEB_EXIT_WITHIN_MS = 1_000;
const CLOSING_MS = 10_000;
const CLOSING_RETRY_MS = 250;

/**
 * The embedded database, on a unix socket that only this user can reach, or on a port of 127.0.0.1 where that cannot be; its
 * `ready` answers the MongoDB address and the process id.
 * @returns {import('./child.mjs').Service & { ready: Promise<{ uri: string, pid: number }> }}
 */
export function startDatabase({ dataDir }) {
  const { startEmbeddedMongo } = createRequire(import.meta.url)(EMBEDDED_MONGO);
  const { promise: exited, resolve: reportExit } = deferred();
  const dir = path.join(dataDir, 'db');
  const onExit = (code) => reportExit(code === null ? 'killed by a signal' : `exit code ${code}`);
  const socket = socketIn(dir, 'mongo.sock') ?? undefined;
  const handle = retryWhileClosing(() => startEmbeddedMongo({ dir, socket, onExit }));
  const end = (act) =>
    handle.then(act).then(
      () => reportExit('stopped'),
      (error) => reportExit(error.message),
    );
  return {
    name: 'database',
    ready: handle,
    exited,
    tail: () => [],
    stop: () => void end((database) => database.stop()),
    kill: () => {
      void end((database) => database.kill());
      // One that never came up cannot be waited for; it ends by itself once this process is gone.
      reportExit('killed');
    },
  };
}

function deferred() {
  let resolve;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/**
 * The data folder is claimed by us, so a server that still has it belongs to a start that was killed, and is closing its
 * files at this moment.
 */
async function retryWhileClosing(start) {
  const deadline = Date.now() + CLOSING_MS;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!/in use/.test(error.message) || Date.now() > deadline) throw error;
      await delay(CLOSING_RETRY_MS);
    }
  }
}

/**
 * The API on an inner port; its `ready` answers that port and the process id.
 * @param {{ env: NodeJS.ProcessEnv, logDir: string, onLine: (line: string, stream: string) => void }} options
 */
export function startApi(options) {
  const child = startChild({ name: 'api', args: ['--enable-source-maps', API_MAIN], ...options });
  return { ...child, ready: child.message('ready').then(({ port }) => ({ port, pid: child.pid })) };
}

/**
 * The web app on the public port. `mode`: `start` serves the build, `dev` compiles on demand. It is ready once it
 * answers for the API behind it.
 */
export function startWeb({ mode, port, host, ...options }) {
  const args = [NEXT_CLI, mode, 'apps/web', '--port', String(port), '--hostname', host];
  if (mode === 'dev') args.push('--turbopack');
  const child = startChild({ name: 'web', args, exitWithinMs: WEB_EXIT_WITHIN_MS, ...options });
  const ended = new AbortController();
  void child.exited.then(() => ended.abort());
  return { ...child, ready: waitForHttp(`http://${reachable(host)}:${port}/api/auth/me`, ended.signal) };
}

const WILDCARDS = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

/** An address to reach a server at that listens on `host`. */
function reachable(host) {
  return WILDCARDS[host] ?? (host.includes(':') ? `[${host}]` : host);
}
