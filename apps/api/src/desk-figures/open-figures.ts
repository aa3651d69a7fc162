import type { TicketState } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import { SupportTicket } from '../support-ticket/support-ticket.schema';
import { OPEN_TICKET_PARTS } from '../support-ticket/ticket-index';
import { FIGURE_FIELDS, type FigureEvent, type TicketFigures, ticketFiguresOf } from './figure-event';

const UNSOLVED: TicketState[] = ['new', 'open', 'pending', 'on_hold'];
const NOT_CLOSED: TicketState[] = [...UNSOLVED, 'solved'];
/** Few enough that working out their clocks does not keep anybody else waiting. */
const AT_ONCE = 200;
const KNOWN_MAX = 50_000;
/** What was touched only just may be touched once more in the same millisecond, by the clock of another machine. */
const SETTLED_MS = 60_000;

type Known = TicketFigures & { updatedAt: number };
type Key = Pick<SupportTicket, '_id' | 'updatedAt'>;

/** What counts about tickets that are not closed. Remembered for each until it is touched, or its next promise is broken. */
@Injectable()
export class OpenFigures {
  private readonly known = new LRUCache<string, Known>({ max: KNOWN_MAX });

  constructor(@InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>) {}

  /** `read` collects whose they are: a ticket that is closed meanwhile is not to be counted twice. */
  async *all(read: Set<string>): AsyncGenerator<FigureEvent[]> {
    const now = Date.now();
    for (const { filter, index } of OPEN_TICKET_PARTS) {
      const keys = await this.tickets
        .find({ ...filter, state: { $in: NOT_CLOSED } }, ['updatedAt'], { hint: index })
        .lean<Key[]>()
        .exec();
      for (let at = 0; at < keys.length; at += AT_ONCE) {
        for (const [id, { events }] of await this.of(keys.slice(at, at + AT_ONCE), now)) {
          if (read.has(id)) continue;
          read.add(id);
          yield events;
        }
      }
    }
  }

  /** Unsolved tickets. */
  async count(): Promise<number> {
    const counts = await Promise.all(
      OPEN_TICKET_PARTS.map(({ filter, index }) =>
        this.tickets.countDocuments({ ...filter, state: { $in: UNSOLVED } }, { hint: index }).exec(),
      ),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private async of(keys: Key[], now: number): Promise<[string, TicketFigures][]> {
    const found: [string, TicketFigures][] = [];
    const missing: Key['_id'][] = [];
    for (const { _id, updatedAt } of keys) {
      const known = this.known.get(_id.toHexString());
      if (known?.updatedAt === updatedAt.getTime() && now < known.until) found.push([_id.toHexString(), known]);
      else missing.push(_id);
    }
    if (missing.length === 0) return found;
    const rows = await this.tickets
      .find({ _id: { $in: missing } }, FIGURE_FIELDS)
      .lean<SupportTicket[]>()
      .exec();
    for (const ticket of rows) found.push([ticket._id.toHexString(), this.work(ticket, now)]);
    return found;
  }

  private work(ticket: SupportTicket, now: number): TicketFigures {
    const figures = ticketFiguresOf(ticket, now);
    const updatedAt = ticket.updatedAt.getTime();
    if (now - updatedAt > SETTLED_MS) this.known.set(ticket._id.toHexString(), { ...figures, updatedAt });
    return figures;
  }
}
