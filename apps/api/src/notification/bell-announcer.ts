import type { NotificationCountsDto, NotificationDto } from '@app/contracts';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { KeyedQueue } from '../common/keyed-queue';
import { log } from '../common/log';
import { Broadcaster } from '../realtime/broadcaster';
import { Bell } from './bell';

/** At most one look per person in this time: a burst of messages must not become a burst of reading and counting. */
const COALESCE_MS = 100;

/**
 * Tells people what became of their bells. Rows and counts are read a moment after they were written, for everybody at
 * once, so that nothing is read on the path of a message.
 */
@Injectable()
export class BellAnnouncer implements OnModuleDestroy {
  private due = new Map<string, Set<string>>();
  private timer: NodeJS.Timeout | undefined;
  private readonly counting = new KeyedQueue();

  constructor(
    private readonly bell: Bell,
    private readonly broadcaster: Broadcaster,
  ) {}

  /** The person's row of this group was written: it and the counts are told soon, once, however often this is called. */
  soon(userId: string, groupKey: string): void {
    const groups = this.due.get(userId) ?? new Set();
    this.due.set(userId, groups.add(groupKey));
    this.timer ??= setTimeout(() => void this.flush(), COALESCE_MS);
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
    this.due.clear();
  }

  /** The person changed the row by hand: it is told at once, and the counts soon. */
  row(userId: string, dto: NotificationDto): NotificationDto {
    this.broadcaster.toUsers([userId], 'notification', dto);
    this.soon(userId, dto.groupKey);
    return dto;
  }

  /** One count of a person at a time, so that an older one cannot be told after a newer one. */
  counts(userId: string): Promise<NotificationCountsDto> {
    return this.counting.run(userId, async () => {
      const counts = await this.bell.counts(userId);
      this.broadcaster.toUsers([userId], 'notificationCounts', counts);
      return counts;
    });
  }

  private async flush(): Promise<void> {
    const due = this.due;
    this.due = new Map();
    this.timer = undefined;
    try {
      for (const { userId, dto } of await this.bell.rowsOf(due)) {
        this.broadcaster.toUsers([userId], 'notification', dto);
      }
      await Promise.all([...due.keys()].map((userId) => this.counts(userId)));
    } catch (err) {
      log.error({ err, people: due.size }, 'bells not announced');
    }
  }
}
