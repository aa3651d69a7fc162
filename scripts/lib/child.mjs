import { spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { ROOT } from './paths.mjs';

const GUARD = pathToFileURL(path.join(ROOT, 'scripts/lib/exit-with-parent.mjs')).href;
const LOG_MAX_BYTES = 10 * 1024 * 1024;
const TAIL_LINES = 15;

/**
 * A running part of Parley as the supervisor sees it.
 * @typedef {object} Service
 * @property {string} name
 * @property {Promise<unknown>} ready settles when the part can be used
 * @property {Promise<string>} exited resolves with the reason once the process has ended; never rejects
 * @property {() => string[]} tail the last lines it wrote
 * @property {() => void} stop asks it to end
 * @property {() => void} kill ends it at once
 */

/**
 * Starts `node` with the arguments as a child in a process group of its own: Ctrl-C in the terminal reaches only the
 * supervisor, which then stops the parts in their order.
 * @param {object} options
 * @param {string} options.name
 * @param {string[]} options.args
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.logDir every line goes to `<logDir>/<name>.log`
 * @param {(line: string, stream: 'stdout' | 'stderr') => void} options.onLine
 * @param {number} [options.exitWithinMs] how long the child may take over a polite stop before it ends itself
 * @returns {Service & { pid: number, message: (type: string) => Promise<any>, send: (message: object) => void }}
 */
export function startChild({ name, args, env, logDir, onLine, exitWithinMs }) {
  const child = spawn(process.execPath, ['--import', GUARD, ...args], {
    cwd: ROOT,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: exitWithinMs ? { ...env, EXIT_WITHIN_MS: String(exitWithinMs) } : env,
  });
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not start: ${error.message}`));
    // 'close' comes after the last line of output, 'exit' may come before it.
    child.once('close', (code, signal) => resolve(describeExit(code, signal)));
  });
  const tail = followOutput(child, { name, logDir, onLine, exited });
  void exited.then(() => signalGroup(child, 'SIGKILL'));
  return {
    name,
    pid: child.pid,
    ready: Promise.resolve(),
    exited,
    tail: () => tail,
    stop: () => signalGroup(child, 'SIGTERM'),
    kill: () => signalGroup(child, 'SIGKILL'),
    message: (type) => nextMessage(child, type),
    send: (message) => child.send(message),
  };
}

/** Resolves with the child's next IPC message of the type; for ever pending when the child ends before. */
function nextMessage(child, type) {
  return new Promise((resolve) => {
    child.on('message', function hear(message) {
      if (message?.type !== type) return;
      child.off('message', hear);
      resolve(message);
    });
  });
}

function followOutput(child, { name, logDir, onLine, exited }) {
  const tail = [];
  const log = openLog(path.join(logDir, `${name}.log`));
  for (const stream of ['stdout', 'stderr']) {
    createInterface({ input: child[stream] }).on('line', (line) => {
      tail.push(line);
      if (tail.length > TAIL_LINES) tail.shift();
      writeSync(log, `${line}\n`);
      onLine(line, stream);
    });
  }
  void exited.then(() => closeSync(log));
  return tail;
}

/** One older log is kept, so that logs cannot fill the disk. */
function openLog(file) {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_MAX_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

function signalGroup(child, signal) {
  if (!child.pid) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function describeExit(code, signal) {
  return signal ? `killed by ${signal}` : `exit code ${code}`;
}
