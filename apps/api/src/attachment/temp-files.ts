import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';

/** Where bytes are while they arrive and are worked on; on the disk of the store, so that they can be moved there. */
@Injectable()
export class TempFiles {
  private readonly dir: string;

  constructor(@Inject(CONFIG) { files }: Config) {
    this.dir = join(files.dir, 'incoming');
  }

  /** A path that nothing is at yet. */
  async newPath(): Promise<string> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    return join(this.dir, randomUUID());
  }

  async remove(...paths: (string | undefined)[]): Promise<void> {
    await Promise.all(paths.map((path) => path && rm(path, { force: true })));
  }

  /** Removes what nobody has written to since then: left behind by a crash. Answers how many there were. */
  async removeOlderThan(time: Date): Promise<number> {
    const names = await readdir(this.dir).catch((error: { code?: string }) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    let count = 0;
    for (const name of names) {
      const path = join(this.dir, name);
      const found = await stat(path).catch(() => null);
      if (!found || found.mtime >= time) continue;
      await rm(path, { force: true });
      count++;
    }
    return count;
  }
}
