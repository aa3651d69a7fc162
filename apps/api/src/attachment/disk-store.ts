import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type ByteRange, type FileStore, gone } from './file-store';

const KEY = /^[0-9a-f]{2}[0-9a-z-]+$/;

/** Files in a folder of this machine, in 256 parts by the beginning of the key. */
export class DiskStore implements FileStore {
  constructor(private readonly dir: string) {}

  /** Moved, so that a key is there whole or not at all; on the disk before it is told. The file must be on the same disk. */
  async put(key: string, path: string): Promise<void> {
    const target = this.pathOf(key);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await flush(path, 'r+');
    await rename(path, target);
    // Windows knows no flushing of folders.
    if (process.platform !== 'win32') await flush(dirname(target), 'r');
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    try {
      const file = await open(this.pathOf(key), 'r');
      return file.createReadStream(range);
    } catch (error) {
      throw (error as { code?: string }).code === 'ENOENT' ? gone() : error;
    }
  }

  async delete(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  private pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error('Not a key of this store.');
    return join(this.dir, key.slice(0, 2), key);
  }
}

async function flush(path: string, flags: 'r' | 'r+'): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
