import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { portToKeep } from '../../../../scripts/testing/port-to-keep';

/** A Redis of one's own on 127.0.0.1, kept in memory; `kill` and `start` again for the faults. */
export interface TestRedis {
  url: string;
  start(): Promise<void>;
  /** As `kill -9`. */
  kill(): Promise<void>;
}

/** The program that the Redis tests need; npm test sets it when there is one. */
export const REDIS_SERVER = process.env.REDIS_SERVER_PATH;

export async function startTestRedis(): Promise<TestRedis> {
  if (!REDIS_SERVER) throw new Error('REDIS_SERVER_PATH is not set.');
  const program = REDIS_SERVER;
  const port = await portToKeep();
  let server: ChildProcess | null = null;
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      const started = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      server = started;
      await new Promise<void>((resolve, reject) => {
        started.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
        started.stdout.on('data', (text: Buffer) => {
          if (text.includes('Ready to accept connections')) resolve();
        });
      });
    },
    kill: async () => {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
  };
  await redis.start();
  return redis;
}
