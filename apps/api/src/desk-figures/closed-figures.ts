import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { KeyedQueue } from '../common/keyed-queue';
import { isDuplicateKey } from '../common/mongo-error';
import { SupportTicket } from '../support-ticket/support-ticket.schema';
import { CLOSED_INDEX } from '../support-ticket/ticket-index';
import { TicketWriter } from '../support-ticket/ticket-writer';
import { FigureDay, FigureRange } from './figure-day.schema';
import { FIGURE_FIELDS, type FigureEvent, ticketFiguresOf } from './figure-event';
import { type FigureKey, FigureMemory } from './figure-memory';
import { pack, unpack } from './figure-record';

/** One more whenever something else counts, or counts otherwise. */
const EDITION = 1;
const DAY_MS = 86_400_000;
/** Counted and kept in one go. */
const STRETCH = 7;
/** Few enough that working out their clocks does not keep anybody else waiting. */
const AT_ONCE = 200;
/** A document of the database ends at 16 MB. */
const BYTES_MAX = 12_000_000;
/** A change is written within this, or was given up. */
const CHANGE_MS = 60_000;

interface ClosedDay {
  day: number;
  events: FigureEvent[];
}

/**
 * What counts about closed tickets, by the UTC day on which they were closed: nothing of it changes any more, but for a late rating. A
 * day that has been over for a day is counted once and kept, so that a look costs what came since, however many tickets there are.
 */
@Injectable()
export class ClosedFigures implements OnModuleInit {
  /** One counts at a time; the others find what it kept. */
  private readonly queue = new KeyedQueue();

  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    @InjectModel(FigureDay.name) private readonly days: Model<FigureDay>,
    @InjectModel(FigureRange.name) private readonly ranges: Model<FigureRange>,
    private readonly memory: FigureMemory,
    private readonly writer: TicketWriter,
  ) {}

  onModuleInit(): void {
    this.writer.beforeChange((ticket) => this.forget(ticket));
  }

  /** Of the tickets closed since a moment, or since the day before that began; those of `read` are left out. */
  async *since(begin: number, read: Set<string>): AsyncGenerator<FigureEvent[]> {
    const [first, end] = [dayOf(begin), endOfKept()];
    while (await this.keepMore(first));
    const kept = this.days.find({ _id: { $gte: first, $lt: end } }).sort({ _id: 1 });
    for await (const day of kept.lean<FigureDay[]>().cursor({ batchSize: 10 })) {
      yield day.records
        ? unpack({ names: day.names ?? [], categories: day.categories, records: Buffer.from(day.records.buffer) })
        : await this.countAgain(day._id);
    }
    const late = { closedAt: { $gte: new Date(Math.max(first, end) * DAY_MS) } };
    const keys = await this.tickets.find(late, ['updatedAt'], { hint: CLOSED_INDEX }).lean<FigureKey[]>().exec();
    yield* this.memory.of(keys, read);
  }

  /** Counts the next days that are to be kept, the newest first. False when all of them are, from the wanted one on. */
  keepMore(first: number): Promise<boolean> {
    return this.queue.run('keep', async () => {
      const oldest = await this.oldest();
      if (oldest === null) return false;
      const range = await this.ranges.findById(EDITION).lean<FigureRange>().exec();
      const missing = missingOf(range, Math.max(first, oldest), endOfKept());
      if (!missing) return false;
      const startedAt = new Date();
      for await (const closed of this.count(missing.from, missing.to)) await this.keep(closed, startedAt);
      await this.ranges.updateOne(
        { _id: EDITION },
        { $min: { from: missing.from }, $max: { to: missing.to } },
        { upsert: true },
      );
      return true;
    });
  }

  /** Before a closed ticket changes: its day is read from the tickets until that is written, and counted again then. */
  private async forget({ closedAt }: SupportTicket): Promise<void> {
    if (!closedAt) return;
    const staleUntil = new Date(Date.now() + CHANGE_MS);
    const change = { $set: { staleUntil }, $unset: { names: 1, categories: 1, records: 1 } };
    await this.days.updateOne({ _id: dayOf(closedAt.getTime()) }, change, { upsert: true });
  }

  private async countAgain(day: number): Promise<FigureEvent[]> {
    const startedAt = new Date();
    const events: FigureEvent[] = [];
    for await (const closed of this.count(day, day + 1)) events.push(...closed.events);
    await this.keep({ day, events }, startedAt);
    return events;
  }

  private async keep({ day, events }: ClosedDay, startedAt: Date): Promise<void> {
    const packed = pack(events);
    try {
      await this.days.replaceOne(
        { _id: day, $or: [{ staleUntil: null }, { staleUntil: { $lte: startedAt } }] },
        packed.records.length > BYTES_MAX ? {} : packed,
        { upsert: true },
      );
    } catch (error) {
      // The day is there, and one of its tickets is about to change.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Day by day, the first first; days without any are left out. */
  private async *count(from: number, to: number): AsyncGenerator<ClosedDay> {
    const closedAt = { $gte: new Date(from * DAY_MS), $lt: new Date(to * DAY_MS) };
    const found = this.tickets
      .find({ closedAt }, FIGURE_FIELDS, { hint: CLOSED_INDEX, batchSize: AT_ONCE })
      .sort(CLOSED_INDEX)
      .lean<SupportTicket[]>()
      .cursor();
    let current: ClosedDay = { day: from, events: [] };
    for await (const ticket of found) {
      if (!ticket.closedAt) continue;
      const day = dayOf(ticket.closedAt.getTime());
      if (day !== current.day) {
        if (current.events.length > 0) yield current;
        current = { day, events: [] };
      }
      current.events.push(...ticketFiguresOf(ticket, ticket.closedAt.getTime()).events);
    }
    if (current.events.length > 0) yield current;
  }

  private async oldest(): Promise<number | null> {
    const [ticket] = await this.tickets
      .find({ closedAt: { $type: 'date' } }, ['closedAt'], { hint: CLOSED_INDEX })
      .sort(CLOSED_INDEX)
      .limit(1)
      .lean<SupportTicket[]>()
      .exec();
    return ticket?.closedAt ? dayOf(ticket.closedAt.getTime()) : null;
  }
}

/** A merge of the day before today can still be taken back. */
function endOfKept(): number {
  return dayOf(Date.now()) - 1;
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

function missingOf(range: FigureRange | null, first: number, end: number): { from: number; to: number } | null {
  const { from, to } = range ?? { from: end, to: end };
  if (to < end) return { from: to, to: Math.min(to + STRETCH, end) };
  return first < from ? { from: Math.max(first, from - STRETCH), to: from } : null;
}
