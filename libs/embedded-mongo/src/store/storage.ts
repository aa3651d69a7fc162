import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { checkDataFile } from './file-check';

/** One key range of the data tree. `end` is exclusive; in reverse order `start` is the upper end, inclusive. */
export interface KeyRange {
  start: Buffer;
  end: Buffer;
}

/**
 * The LMDB environment: one tree for records and index entries, one small tree for the catalog.
 */
export class Storage {
  private readonly root: RootDatabase<Buffer, Buffer>;
  private readonly data: Database<Buffer, Buffer>;
  private readonly catalog: Database<Buffer, Buffer>;

  /** Throws, and touches nothing, when the directory holds a file that is not ours or that is damaged. */
  constructor(dir: string) {
    const file = join(dir, 'data.mdb');
    if (existsSync(file)) checkDataFile(file, ['data', 'catalog']);
    const binary = { encoding: 'binary', keyEncoding: 'binary' } as const;
    // Overlapping sync would answer before the fsync; with it off, what is committed has reached the disk. Batching by
    // turns, which the write queue does itself, would add a promise that nobody can catch when a commit fails.
    this.root = open<Buffer, Buffer>({
      path: dir,
      noSubdir: false,
      maxDbs: 4,
      // Address space, not memory. LMDB starts with 128 KB and maps anew at every growth, under readers and cursors; so
      // large a map is never moved. Windows would reserve it on the disk.
      ...(process.platform !== 'win32' && { mapSize: 2 ** 36 }),
      overlappingSync: false,
      eventTurnBatching: false,
      ...binary,
    });
    this.data = this.root.openDB('data', binary);
    this.catalog = this.root.openDB('catalog', binary);
  }

  /**
   * Runs `work` in one write transaction and resolves when its commit has been fsynced, on another thread. Throwing aborts
   * it and leaves the disk as it was. Reads outside of `work` see it from the commit on.
   */
  async transaction(work: () => void): Promise<void> {
    try {
      await this.root.childTransaction(work);
    } catch (error) {
      throw (await causeOf(error)) ?? error;
    }
  }

  /** The same, blocking; for start-up. */
  transactionSync(work: () => void): void {
    this.root.transactionSync(work);
  }

  get(key: Buffer): Buffer | undefined {
    const value = this.peek(key);
    if (!value) return undefined;
    // Small buffers come out of a pool. `getBinary` would make memory of its own for each, and work for the collector.
    const copy = Buffer.allocUnsafe(value.length);
    copy.set(new Uint8Array(value.buffer, value.byteOffset, value.length));
    return copy;
  }

  /** The same without a copy: what it answers holds until the next look at the store. */
  peek(key: Buffer): Buffer | undefined {
    return this.data.getBinaryFast(key);
  }

  put(key: Buffer, value: Buffer): void {
    this.data.putSync(key, value);
  }

  remove(key: Buffer): void {
    this.data.removeSync(key);
  }

  /** Up to `limit` keys of a range, read at once so that no snapshot is held afterwards. */
  keys(range: KeyRange, limit: number): Buffer[] {
    return [...this.data.getKeys({ ...range, limit })];
  }

  /** The same downwards from before `before` to `downTo`, which is part of it. */
  keysBefore(before: Buffer, downTo: Buffer, limit: number): Buffer[] {
    // LMDB leaves the end of a reverse range out.
    const keys = [...this.data.getKeys({ start: before, end: downTo, reverse: true, exclusiveStart: true, limit })];
    if (keys.length < limit && this.data.doesExist(downTo) && Buffer.compare(downTo, before) < 0) keys.push(downTo);
    return keys;
  }

  entries(range: KeyRange, limit: number): { key: Buffer; value: Buffer }[] {
    return [...this.data.getRange({ ...range, limit })];
  }

  hasAny(range: KeyRange): boolean {
    return this.keys(range, 1).length > 0;
  }

  count(range: KeyRange): number {
    return this.data.getKeysCount({ ...range });
  }

  getMeta(key: string): Buffer | undefined {
    return this.catalog.getBinary(Buffer.from(key));
  }

  putMeta(key: string, value: Buffer): void {
    this.catalog.putSync(Buffer.from(key), value);
  }

  removeMeta(key: string): void {
    this.catalog.removeSync(Buffer.from(key));
  }

  metaEntries(prefix: string): { key: string; value: Buffer }[] {
    const range = { start: Buffer.from(prefix), end: Buffer.from(`${prefix}\uffff`) };
    return [...this.catalog.getRange(range)].map(({ key, value }) => ({ key: key.toString(), value }));
  }

  async close(): Promise<void> {
    await this.root.close();
  }
}

const causeWaitMs = 50;

/**
 * LMDB's own error behind a failed commit. lmdb-js hands it over as a promise to be rejected, which it does not always
 * come to do.
 */
async function causeOf(error: unknown): Promise<unknown> {
  if (!isCommitFailure(error)) return undefined;
  const cause = error.commitError.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return Promise.race([cause, new Promise<void>((resolve) => setTimeout(resolve, causeWaitMs))]);
}

function isCommitFailure(error: unknown): error is Error & { commitError: Promise<never> } {
  return error instanceof Error && 'commitError' in error;
}

/** The first key after every key that begins with `prefix`. */
export function after(prefix: Buffer): Buffer {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end -= 1;
  if (end === 0) return Buffer.alloc(prefix.length + 1, 0xff);
  const next = Buffer.allocUnsafe(end);
  prefix.copy(next, 0, 0, end);
  next[end - 1] = (next[end - 1] as number) + 1;
  return next;
}

export const prefixRange = (prefix: Buffer): KeyRange => ({ start: prefix, end: after(prefix) });
