import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TEST_SECRET } from '../src/testing/test-app';

const MAIN = join(__dirname, '../../../dist/apps/api/src/main.js');

export interface ApiProcess {
  url: string;
  /** SIGKILL, as a crash would. Resolves when it is gone. */
  crash(): Promise<void>;
  /** SIGTERM. Answers the exit code; null when a signal ended it, or when it was gone before. */
  stop(): Promise<number | null>;
}

/** The built API as a process of its own, on a port that stays the same over restarts. Resolves when it listens. */
export async function startApi(
  port: number,
  mongodbUri: string,
  env: Record<string, string> = {},
): Promise<ApiProcess> {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      API_PORT: String(port),
      MONGODB_URI: mongodbUri,
      JWT_SECRET: TEST_SECRET,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'silent',
      ...env,
    },
  });
  await ready(child);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return null;
    const gone = once(child, 'exit');
    child.kill(signal);
    const [code] = (await gone) as [number | null];
    return code;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    crash: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

async function ready(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`The API ended with ${code} before it listened.`);
  });
  await Promise.race([once(child, 'message'), exited]);
}
