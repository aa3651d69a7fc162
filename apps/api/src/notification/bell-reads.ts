import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { log } from '../common/log';
import { BellAnnouncer } from './bell-announcer';
import { BellWriter } from './bell-writer';

const RETRY_MS = 1_000;
/** People and chats, of an outage in which everybody read on; what is above that is found by `npm run reconcile`. */
const OWED_MAX = 20_000;

interface Read {
  userId: string;
  groupKeys: string[];
  /** The rows are done with when they stand for nothing later. */
  seq: number;
}

/**
 * What was read leaves the bell. The mark of who read it has moved by then, and the next message finds nothing new to clear: so what
 * cannot be written now is owed, and tried until it is.
 */
@Injectable()
export class BellReads implements OnModuleDestroy {
  private readonly owed = new Map<string, Read>();
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly writer: BellWriter,
    private readonly announcer: BellAnnouncer,
  ) {}

  onModuleDestroy(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Rejects when it could not be written now. */
  async clear(read: Read): Promise<void> {
    const { userId, groupKeys, seq } = read;
    try {
      await Promise.all(groupKeys.map((groupKey) => this.writer.clear(userId, groupKey, seq)));
    } catch (error) {
      this.owe(read);
      throw error;
    }
    for (const groupKey of groupKeys) this.announcer.soon(userId, groupKey);
  }

  private owe(read: Read): void {
    const key = [read.userId, ...read.groupKeys].join(' ');
    const known = this.owed.get(key);
    if (!known && this.owed.size >= OWED_MAX) return;
    this.owed.set(key, known && known.seq > read.seq ? known : read);
    this.retrySoon();
  }

  private retrySoon(): void {
    if (this.isStopped || this.owed.size === 0) return;
    this.timer ??= setTimeout(() => void this.retry(), RETRY_MS).unref();
  }

  private async retry(): Promise<void> {
    const reads = [...this.owed.values()];
    this.owed.clear();
    const tried = await Promise.allSettled(reads.map((read) => this.clear(read)));
    const failed = tried.find((each) => each.status === 'rejected');
    if (failed) log.debug({ err: failed.reason, reads: this.owed.size }, 'what was read is still in bells');
    this.timer = undefined;
    this.retrySoon();
  }
}
