import { startChild } from './child.mjs';
import { say } from './installation.mjs';
import { startApi } from './part.mjs';
import { NEST_CLI } from './paths.mjs';

const IS_CLEAN = /Found 0 errors/;
const IS_PROGRESS = /^\s*$|Starting compilation|File change detected/;

/**
 * The TypeScript compiler in watch mode; ready after its first compilation without errors, with a way to hear of the
 * next ones.
 * @returns {import('./child.mjs').Service & { ready: Promise<{ onCompiled(listener: () => void): void }> }}
 */
export function startCompiler({ logDir, onLine }) {
  const listeners = [];
  let reportReady;
  const firstClean = new Promise((resolve) => {
    reportReady = resolve;
  });
  const hear = (line) => {
    if (!IS_CLEAN.test(line)) return IS_PROGRESS.test(line) ? undefined : onLine(line, 'stderr');
    reportReady();
    for (const listener of listeners) listener();
  };
  const args = [NEST_CLI, 'build', 'api', '--watch', '--preserveWatchOutput'];
  const child = startChild({ name: 'compiler', args, env: process.env, logDir, onLine: hear });
  const onCompiled = (listener) => listeners.push(listener);
  return { ...child, ready: firstClean.then(() => ({ onCompiled })) };
}

/**
 * The API, started anew by the `restart` that its `ready` answers. A crash is shown, and the next change starts it again.
 */
export function startReloadingApi(options) {
  let current;
  let isStopping = false;
  let reportExit;
  const exited = new Promise((resolve) => {
    reportExit = resolve;
  });
  const begin = () => {
    const api = startApi(options);
    current = api;
    void api.exited.then((reason) => leave(api, reason));
    return api.ready;
  };
  const leave = (api, reason) => {
    if (isStopping) return reportExit(reason);
    if (current !== api) return;
    current = null;
    say(`The api ended (${reason}). The next change starts it again.`);
  };
  const end = (act) => {
    isStopping = true;
    if (current) act(current);
    else reportExit('stopped');
  };
  const restart = async () => {
    const old = current;
    current = null;
    old?.stop();
    await old?.exited;
    if (isStopping) return;
    const isUp = await Promise.race([begin().then(() => true), current.exited.then(() => false)]);
    if (isUp) say('The api runs the new code.');
  };
  return {
    name: 'api',
    ready: begin().then(() => ({ restart: inTurn(restart) })),
    exited,
    tail: () => [],
    stop: () => end((api) => api.stop()),
    kill: () => end((api) => api.kill()),
  };
}

/** Runs one call after the other; calls that wait while one runs become a single call. */
function inTurn(act) {
  let running = null;
  let isAskedAgain = false;
  const run = async () => {
    do {
      isAskedAgain = false;
      await act();
    } while (isAskedAgain);
    running = null;
  };
  return () => {
    if (running) isAskedAgain = true;
    else running = run();
    return running;
  };
}
