import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { log } from '../common/log';

/** At most one recount per person in this time: a burst of messages must not become a burst of counting. */
const COALESCE_MS = 100;

/** Collects reasons to announce a person's counts, so that counting stays off the sending path. */
@Injectable()
export class CountAnnouncer implements OnModuleDestroy {
  private readonly due = new Map<string, NodeJS.Timeout>();

  /** `announce` runs once, soon, however often it is asked for meanwhile. */
  soon(userId: string, announce: () => Promise<void>): void {
    if (this.due.has(userId)) return;
    const timer = setTimeout(() => {
      this.due.delete(userId);
      announce().catch((err: unknown) => log.error({ err, userId }, 'counts not announced'));
    }, COALESCE_MS);
    this.due.set(userId, timer);
  }

  onModuleDestroy(): void {
    for (const timer of this.due.values()) clearTimeout(timer);
    this.due.clear();
  }
}
