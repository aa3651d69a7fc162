import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Thrown when another living server has the directory. */
export class DirectoryInUseError extends Error {}

/**
 * The right to a data directory: a file that names its holder. Node has no flock, so a holder is told from a dead process
 * with the same number by its start time, where the system shows one.
 */
export class DirectoryLock {
  private constructor(
    private readonly path: string,
    private readonly content: string,
  ) {}

  /** Takes the lock or throws DirectoryInUseError. A dead holder's lock is taken over. */
  static acquire(dir: string): DirectoryLock {
    const path = join(dir, 'server.lock');
    const content = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) });
    const own = `${path}.${process.pid}`;
    writeFileSync(own, content);
    try {
      for (let attempt = 0; attempt < 10; attempt += 1) {
        if (tryLink(own, path)) return new DirectoryLock(path, content);
        const holder = read(path);
        if (holder && isAlive(holder)) {
          throw new DirectoryInUseError(`the directory ${dir} is in use by the server with process id ${holder.pid}`);
        }
        setAside(path, own);
      }
      throw new DirectoryInUseError(`the directory ${dir} is contended by several servers`);
    } finally {
      rmSync(own, { force: true });
    }
  }

  release(): void {
    if (readText(this.path) === this.content) rmSync(this.path, { force: true });
  }
}

interface Holder {
  pid: number;
  startedAt: string | null;
}

/** Hard links are made by one process only, whoever else tries at the same time. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead holder's lock away; should a living one have come in between, it gets its lock back. */
function setAside(path: string, own: string): void {
  const aside = `${own}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = read(aside);
  if (moved && isAlive(moved)) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function read(path: string): Holder | undefined {
  const text = readText(path);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Holder);
  } catch {
    // A half-written file has no holder.
    return undefined;
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return startedAt === null || now === null || now === startedAt;
}

/** Boot and start time of a process on Linux, null elsewhere. */
function startOf(pid: number): string | null {
  const stat = readText(`/proc/${pid}/stat`);
  const boot = readText('/proc/sys/kernel/random/boot_id');
  // The name, in brackets, may hold spaces; field 22 of the line is the 20th after it.
  return stat && boot ? `${boot.trim()} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}` : null;
}
