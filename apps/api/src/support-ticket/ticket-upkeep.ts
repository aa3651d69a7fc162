import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { HOUSE } from '../auth/actor';
import { log } from '../common/log';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { SupportTicket } from './support-ticket.schema';
import { TicketAnnouncer } from './ticket-announcer';
import { TicketAssigner } from './ticket-assigner';
import { planOf } from './ticket-plan';
import { TicketWork } from './ticket-work';

const EVERY_MS = 60_000;
const AT_ONCE = 100;

/**
 * What time does to tickets, every minute and at the start: solved ones are closed, closed ones leave the queue for the archive, and
 * whatever waits is offered again, should a hint have been lost. Each step is one guarded write, so several processes may look.
 */
@Injectable()
export class TicketUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly work: TicketWork,
    private readonly announcer: TicketAnnouncer,
    private readonly assigner: TicketAssigner,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.look();
    this.timer = setInterval(() => this.look(), EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** One round, as of a moment. */
  async run(now = Date.now()): Promise<void> {
    const { closeAfterMs, retentionMs } = this.config.desk;
    await this.eachOf({ state: 'solved', solvedAt: { $lte: new Date(now - closeAfterMs) } }, (ticket) =>
      this.work.apply(HOUSE, ticket, planOf(ticket, [{ kind: 'state', state: 'closed' }])),
    );
    const isKeptLongEnough = { archivedAt: null, closedAt: { $lte: new Date(now - retentionMs) }, state: 'closed' };
    await this.eachOf(isKeptLongEnough, (ticket) => this.archive(ticket, new Date(now)));
    this.assigner.soon();
  }

  private look(): void {
    this.running = this.running
      .then(() => this.run())
      .catch((err: unknown) => log.error({ err }, 'tickets cannot be looked after'));
  }

  /** Nothing is deleted: it can be found and read, and is in the way of nobody. Only the staff hears of it. */
  private async archive({ _id }: SupportTicket, archivedAt: Date): Promise<void> {
    const archived = await this.tickets
      .findOneAndUpdate(
        { _id, state: 'closed', archivedAt: null },
        { $set: { archivedAt, updatedAt: archivedAt } },
        { returnDocument: 'after' },
      )
      .lean<SupportTicket>()
      .exec();
    if (archived) await this.announcer.refresh(archived);
  }

  /** Those that fail are left for the next round; what is done falls out of the filter. */
  private async eachOf(filter: object, step: (ticket: SupportTicket) => Promise<unknown>): Promise<void> {
    while (!this.isStopped) {
      const found = await this.tickets.find(filter).limit(AT_ONCE).lean<SupportTicket[]>().exec();
      const done = await Promise.allSettled(found.map(step));
      const failed = done.filter((each) => each.status === 'rejected');
      for (const { reason } of failed) log.warn({ err: reason }, 'a ticket was not moved on by time');
      if (found.length < AT_ONCE || failed.length > 0) return;
    }
  }
}
