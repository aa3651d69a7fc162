import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = resolve(__dirname, '../../..');
/** A run waits for states; this is for machines on which each of them takes its time. */
const RUN_MAX_MS = 280_000;
const INVARIANTS = 10;

/** The short form of `npm run test:chaos`, which plays every fault; of the planted ones, one. In a process of its own, as people run it. */
describe('two API processes and their clients under faults', () => {
  let child: ChildProcess | undefined;

  afterEach(() => {
    child?.kill('SIGKILL');
  });

  async function play(script: string, ...args: string[]): Promise<{ code: number | null; words: string }> {
    const started = spawn(process.execPath, [join(ROOT, script), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    const ended = once(started, 'exit') as Promise<[number | null]>;
    const [out, err, [code]] = await Promise.all([text(started.stdout), text(started.stderr), ended]);
    return { code, words: `${out}${err}` };
  }

  it(
    'keep the promise',
    async () => {
      const { code, words } = await play('scripts/chaos.mjs', '--group', 'short', '--seed', '1');
      expect(code === 0 ? 'kept' : words).toBe('kept');
      expect(words.match(/ [1-9]\d* checks +0 violations /g)).toHaveLength(INVARIANTS);
    },
    RUN_MAX_MS,
  );

  it(
    'are seen to break it when unread is a counter',
    async () => {
      const { code, words } = await play('scripts/chaos/planted.mjs', 'storedUnread');
      expect(code === 0 ? 'noticed' : words).toBe('noticed');
      expect(words).toContain('noticed by I7');
    },
    RUN_MAX_MS,
  );
});
