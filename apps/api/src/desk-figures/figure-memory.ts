import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import { SupportTicket } from '../support-ticket/support-ticket.schema';
import { FIGURE_FIELDS, type FigureEvent, type TicketFigures, ticketFiguresOf } from './figure-event';

/** Few enough that working out their clocks does not keep anybody else waiting. */
const AT_ONCE = 200;
const KNOWN_MAX = 50_000;
/** What was touched only just may be touched once more in the same millisecond, by the clock of another machine. */
const SETTLED_MS = 60_000;

/** Which ticket, and as of when. */
export type FigureKey = Pick<SupportTicket, '_id' | 'updatedAt'>;

type Known = TicketFigures & { updatedAt: number };

/** What tickets add to the figures, remembered for each until it is touched, or its next promise is broken. */
@Injectable()
export class FigureMemory {
  private readonly known = new LRUCache<string, Known>({ max: KNOWN_MAX });

  constructor(@InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>) {}

  /** `read` collects whose they are: a ticket that is closed meanwhile is not to be counted twice. */
  async *of(keys: readonly FigureKey[], read: Set<string>): AsyncGenerator<FigureEvent[]> {
    const now = Date.now();
    for (let at = 0; at < keys.length; at += AT_ONCE) {
      const news = keys.slice(at, at + AT_ONCE).filter(({ _id }) => !read.has(_id.toHexString()));
      for (const { _id } of news) read.add(_id.toHexString());
      yield (await this.figuresOf(news, now)).flatMap(({ events }) => events);
    }
  }

  private async figuresOf(keys: readonly FigureKey[], now: number): Promise<TicketFigures[]> {
    const found: TicketFigures[] = [];
    const missing: FigureKey['_id'][] = [];
    for (const { _id, updatedAt } of keys) {
      const known = this.known.get(_id.toHexString());
      if (known?.updatedAt === updatedAt.getTime() && now < known.until) found.push(known);
      else missing.push(_id);
    }
    if (missing.length === 0) return found;
    const rows = await this.tickets
      .find({ _id: { $in: missing } }, FIGURE_FIELDS)
      .lean<SupportTicket[]>()
      .exec();
    return [...found, ...rows.map((ticket) => this.work(ticket, now))];
  }

  private work(ticket: SupportTicket, now: number): TicketFigures {
    const figures = ticketFiguresOf(ticket, now);
    const updatedAt = ticket.updatedAt.getTime();
    if (now - updatedAt > SETTLED_MS) this.known.set(ticket._id.toHexString(), { ...figures, updatedAt });
    return figures;
  }
}
