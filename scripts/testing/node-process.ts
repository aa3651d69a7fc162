import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export { portToKeep as freePort } from './port-to-keep';

/** The scripts are ES modules run by Node itself, so their specs drive them as real processes. */
export const SCRIPTS = path.resolve(__dirname, '..');

export interface RunningNode {
  child: ChildProcess;
  /** Everything written to stdout and stderr so far. */
  output(): string;
  /** Resolves as soon as the output contains the text; rejects when the process ends without it. */
  seen(text: string): Promise<void>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; output: string }>;
}

const running = new Set<ChildProcess>();

/** Starts `node` with the arguments in the scripts' folder. */
export function startNode(args: string[], env: Record<string, string> = {}): RunningNode {
  const child = spawn(process.execPath, args, {
    cwd: SCRIPTS,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      child.emit('output');
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => {
    running.delete(child);
    return { code, signal, output };
  });
  const seen = async (text: string): Promise<void> => {
    while (!output.includes(text)) {
      const isOver = await Promise.race([once(child, 'output').then(() => false), ended.then(() => true)]);
      if (isOver && !output.includes(text)) throw new Error(`Ended without writing "${text}":\n${output}`);
    }
  };
  return { child, output: () => output, seen, ended };
}

/** Evaluates the body of an async function in a fresh Node; its imports come from `scripts/lib`. Answers its value. */
export async function evaluate<T>(imports: string, body: string): Promise<T> {
  const [names, module] = imports.split(' from ');
  const code = `
    import { ${names} } from '${path.join(SCRIPTS, 'lib', `${module}.mjs`)}';
    const value = await (async () => { ${body} })().catch((error) => ({ problem: error.message }));
    console.log(JSON.stringify(value));
  `;
  const { output } = await startNode(['--input-type=module', '--eval', code]).ended;
  return JSON.parse(output) as T;
}

/** Resolves once the process is gone; checks again and again for at most ten seconds. */
export async function processGone(pid: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (!isAlive(pid)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Process ${pid} is still alive`);
}

/** A dead process that nobody has fetched yet (a zombie) is not alive, though it can be signalled. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).syscall !== 'kill' && !existsSync('/proc/self/stat');
  }
}

/** Ends whatever a failed test left running. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}
