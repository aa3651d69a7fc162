import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { log } from './log';
import { toAppError } from './to-app-error';

const AGAIN_MS = 5_000;

/**
 * What is put in order at the start, before anybody is served. While the disk is full nothing can be, but people can read: then the start
 * does not wait for it, and it is tried again until there is room.
 */
@Injectable()
export class StartUpkeep implements OnModuleDestroy {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private isStopped = false;

  /** `work` may be repeated, also while people are served. Rejects with what it fails of, unless that is a full disk. */
  async run(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (err) {
      if (toAppError(err).code !== 'STORAGE_FULL') throw err;
      log.error({ err, what }, 'no room to put this in order, it is tried again');
      this.later(what, work);
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.running);
  }

  private later(what: string, work: () => Promise<void>): void {
    if (this.isStopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const again = this.again(what, work);
      this.running.add(again);
      void again.then(() => this.running.delete(again));
    }, AGAIN_MS).unref();
    this.timers.add(timer);
  }

  /** Never rejects: the start is over, so nobody waits for it, and whatever it fails of now may pass. */
  private async again(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      log.info({ what }, 'put in order');
    } catch (err) {
      log.warn({ err, what }, 'still not put in order');
      this.later(what, work);
    }
  }
}
