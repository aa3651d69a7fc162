import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { startTcpProxy, type TcpProxy } from '../../apps/web/test/tcp-proxy';
import type { ChaosLog } from './log';
import { pause } from './until';

/** A process that was asked to end lets its sockets go over at most six seconds; slow machines get their time. */
const STOP_WITHIN_MS = 15_000;
/** As a supervisor does. */
const RESTART_MS = 500;

export const SECRET = 'a-fixed-key-for-chaos-of-32-bytes!!';

/** One API process of the several: it dies and starts again on the same port, and everything it talks to is behind a proxy. */
export interface ApiNode {
  readonly name: string;
  readonly port: number;
  /** What clients of this node that have no road of their own connect to. */
  readonly url: string;
  /** Between this node and the database, and Redis when there is one. */
  readonly toDatabase: TcpProxy;
  readonly toRedis: TcpProxy | null;
  /** Resolves when it listens. `failpoint`: where it is to end by itself. */
  start(failpoint?: string): Promise<void>;
  /** Resolves when it has ended by its failpoint. */
  died(): Promise<void>;
  kill(): Promise<void>;
  /** SIGTERM, to its end. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export interface ApiNodeOptions {
  name: string;
  port: number;
  /** The compiled main file; the planted bugs have their own. */
  main: string;
  dir: string;
  log: ChaosLog;
  databasePort: number;
  redisPort: number | null;
  /** Where else its clients reach it. */
  hosts: readonly string[];
}

export async function createApiNode(options: ApiNodeOptions): Promise<ApiNode> {
  const { name, port, main, dir, log } = options;
  const toDatabase = await startTcpProxy(options.databasePort);
  const toRedis = options.redisPort === null ? null : await startTcpProxy(options.redisPort);
  let child: ChildProcess | null = null;
  let ended: Promise<void> = Promise.resolve();
  let isEndExpected = false;

  const env = {
    PATH: process.env.PATH,
    API_PORT: String(port),
    MONGODB_URI: `mongodb://127.0.0.1:${toDatabase.port}/?directConnection=true`,
    ...(toRedis && { REDIS_URL: `redis://127.0.0.1:${toRedis.port}` }),
    JWT_SECRET: SECRET,
    ALLOWED_HOSTS: options.hosts.join(','),
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    DATA_DIR: dir,
    FILES_DIR: join(dir, 'files'),
    OUTBOX_DIR: join(dir, 'outbox'),
  };

  /** False when it ended by itself before it served, as it does without a database: whoever keeps it running starts it again. */
  const tryToStart = async (failpoint?: string): Promise<boolean> => {
    const output = openSync(join(dir, `${name}.log`), 'a');
    isEndExpected = failpoint !== undefined;
    let isServing = false;
    const started = spawn(process.execPath, ['--enable-source-maps', main], {
      stdio: ['ignore', output, output, 'ipc'],
      env: { ...env, ...(failpoint && { FAILPOINT: failpoint }) },
    });
    closeSync(output);
    child = started;
    ended = once(started, 'exit').then(([code, signal]) => {
      const isExpected = isEndExpected || !isServing;
      log.write({ kind: 'ended', node: name, how: String(signal ?? code), isExpected });
    });
    const serves = once(started, 'message').then(() => {
      isServing = true;
    });
    await Promise.race([serves, ended]);
    return isServing || started.signalCode !== null;
  };

  const end = async (signal: NodeJS.Signals) => {
    isEndExpected = true;
    child?.kill(signal);
    await ended;
  };

  return {
    name,
    port,
    url: `http://127.0.0.1:${port}`,
    toDatabase,
    toRedis,
    async start(failpoint) {
      while (!(await tryToStart(failpoint))) await pause(RESTART_MS);
    },
    died: () => ended,
    kill: () => end('SIGKILL'),
    async stop() {
      const startedAt = Date.now();
      const timer = setTimeout(() => child?.kill('SIGKILL'), STOP_WITHIN_MS);
      await end('SIGTERM');
      clearTimeout(timer);
      const got = Date.now() - startedAt < STOP_WITHIN_MS ? 'ended' : 'killed';
      log.write({ kind: 'answer', invariant: 'I10', what: `SIGTERM of ${name}`, wanted: 'ended', got });
    },
    async close() {
      await end('SIGKILL');
      await Promise.all([toDatabase.close(), toRedis?.close()]);
    },
  };
}
