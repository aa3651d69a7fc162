import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AgentNews } from '../agent/agent-news';
import { AgentSlots, type FreeAgent } from '../agent/agent-slots';
import { HOUSE } from '../auth/actor';
import { AppError } from '../common/app-error';
import { log } from '../common/log';
import { type ObjectId, toObjectId } from '../common/object-id';
import { SupportTicket } from './support-ticket.schema';
import { planOf } from './ticket-plan';
import { TicketWork } from './ticket-work';
import { TicketWriter } from './ticket-writer';

const AT_ONCE = 50;
const MAX_ATTEMPTS = 10;
const RETRY_MS = 5_000;

/**
 * Gives what nobody has to whoever has the least to do, the longest waiting first. It looks whenever a ticket comes in or an agent
 * gets room; what nobody can take stays in the queue. Processes may do so side by side: slots and tickets are taken by guarded writes.
 */
@Injectable()
export class TicketAssigner implements OnModuleInit, OnModuleDestroy {
  private running: Promise<void> | null = null;
  private isAskedAgain = false;
  private isStopped = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly slots: AgentSlots,
    private readonly news: AgentNews,
    private readonly work: TicketWork,
    private readonly writer: TicketWriter,
  ) {}

  onModuleInit(): void {
    this.news.onHasRoom(() => this.soon());
    this.writer.onChanged((after, before) => this.follow(after, before));
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.retry);
    await this.running;
  }

  /** Somebody may have room, or something may be waiting. Never throws; what fails is tried again. */
  soon(): void {
    this.isAskedAgain = true;
    if (this.isStopped) return;
    this.running ??= this.run().finally(() => {
      this.running = null;
      if (this.isAskedAgain) this.soon();
    });
  }

  /** Resolves when everything that was asked for until now is given out, or cannot be. */
  async whenIdle(): Promise<void> {
    while (this.running) await this.running;
  }

  private follow(after: SupportTicket, before: SupportTicket): void {
    const [was, is] = [before, after].map(({ assigneeId }) => assigneeId?.toHexString());
    if (was === is && before.state === after.state && isSnoozed(before) === isSnoozed(after)) return;
    this.news.soon([was, is].filter((id) => id !== undefined));
    this.soon();
  }

  private async run(): Promise<void> {
    try {
      while (this.isAskedAgain && !this.isStopped) {
        this.isAskedAgain = false;
        await this.drain();
      }
    } catch (err) {
      this.isAskedAgain = false;
      log.error({ err }, 'tickets are not given out');
      clearTimeout(this.retry);
      this.retry = setTimeout(() => this.soon(), RETRY_MS).unref();
    }
  }

  private async drain(): Promise<void> {
    for (let after: SupportTicket | undefined; !this.isStopped; ) {
      const waiting = await this.waiting(after);
      for (const ticket of waiting) if (!(await this.give(ticket))) return;
      after = waiting.at(-1);
      if (waiting.length < AT_ONCE) return;
    }
  }

  /** Once its first message is there, so that whoever gets it finds something to read. */
  private async waiting(after: SupportTicket | undefined): Promise<SupportTicket[]> {
    if ((await this.slots.free()).length === 0) return [];
    const found = await Promise.all(
      (['new', 'open'] as const).map((state) =>
        this.tickets
          .find({
            ...{ assigneeId: null, state, snoozedUntil: null, lastMessageSeq: { $gt: 0 } },
            ...(after && { createdAt: { $gt: after.createdAt } }),
          })
          .sort({ createdAt: 1, _id: 1 })
          .limit(AT_ONCE)
          .lean<SupportTicket[]>()
          .exec(),
      ),
    );
    return found
      .flat()
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
      .slice(0, AT_ONCE);
  }

  /** False when nobody at all has room. */
  private async give(ticket: SupportTicket): Promise<boolean> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const free = await this.slots.free();
      const declined = declinedBy(ticket);
      const agent = free.find(({ id }) => !declined.some((other) => other.equals(id)));
      if (!agent) return free.length > 0;
      if (await this.slots.hold(agent, ticket._id)) {
        await this.assign(ticket, agent);
        return true;
      }
    }
    return true;
  }

  private async assign(ticket: SupportTicket, agent: FreeAgent): Promise<void> {
    try {
      await this.work.apply(HOUSE, ticket, planOf(ticket, [{ kind: 'assign', assigneeId: agent.id.toHexString() }]));
    } catch (error) {
      // Claimed by hand, or closed, meanwhile. Anything else must not keep the tickets behind it waiting.
      const isTaken = error instanceof AppError && error.code === 'CONFLICT';
      if (!isTaken) log.error({ err: error, ticketId: ticket._id }, 'a ticket could not be given out');
    } finally {
      await this.slots.release(agent, ticket._id);
    }
  }
}

function isSnoozed({ snoozedUntil }: SupportTicket): boolean {
  return Boolean(snoozedUntil);
}

/** Whoever put it back into the queue, or had it taken away, does not get it again by itself. */
function declinedBy({ history }: SupportTicket): ObjectId[] {
  const last = history.findLast(({ field }) => field === 'assignee');
  if (!last || last.to !== null) return [];
  return [...(last.from ? [toObjectId(last.from)] : []), ...(last.actorId ? [last.actorId] : [])];
}
