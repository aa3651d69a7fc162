import type { NotificationCountsDto, NotificationDto } from '@app/contracts';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { log } from '../common/log';
import { PacedWork } from '../common/paced-work';
import { SerialBatch } from '../common/serial-batch';
import { Broadcaster } from '../realtime/broadcaster';
import { Bell } from './bell';
import { BellCounter } from './bell-counter';

/** At most one look per person in this time: a burst of messages must not become a burst of reading and counting. */
const COALESCE_MS = 100;
/**
 * Tells people what became of their bells. Rows and counts are read a moment after they were written, for everybody at
 * once, so that nothing is read on the path of a message.
 */
@Injectable()
export class BellAnnouncer implements OnModuleDestroy {
  private due = new Map<string, Set<string>>();
  private readonly telling = new PacedWork(() => this.tell(), COALESCE_MS);
  private readonly counting = new SerialBatch((userIds) => this.countAndTell(userIds));

  constructor(
    private readonly bell: Bell,
    private readonly counter: BellCounter,
    private readonly broadcaster: Broadcaster,
  ) {}

  /** The person's row of this group was written: it and the counts are told soon, once, however often this is called. */
  soon(userId: string, groupKey: string): void {
    const groups = this.due.get(userId) ?? new Set();
    this.due.set(userId, groups.add(groupKey));
    this.telling.soon();
  }

  onModuleDestroy(): void {
    void this.telling.stop();
    this.due.clear();
  }

  /** The person changed the row by hand: it is told at once, and the counts soon. */
  row(userId: string, dto: NotificationDto): NotificationDto {
    this.broadcaster.toUsers([userId], 'notification', dto);
    this.soon(userId, dto.groupKey);
    return dto;
  }

  /** Counted after this call, and told to all of the person's tabs. */
  counts(userId: string): Promise<NotificationCountsDto> {
    return this.counting.get(userId);
  }

  private async countAndTell(userIds: string[]): Promise<Map<string, NotificationCountsDto>> {
    const all = await this.counter.countAll(userIds);
    for (const [userId, counts] of all) this.broadcaster.toUsers([userId], 'notificationCounts', counts);
    return all;
  }

  private async tell(): Promise<void> {
    const due = this.due;
    this.due = new Map();
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
