import type { TicketState } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { SupportTicket } from '../support-ticket/support-ticket.schema';
import { TICKET_PARTS } from '../support-ticket/ticket-index';
import { type FigureEvent, figureEventsOf } from './figure-event';

/** Few enough that working out their clocks does not keep anybody else waiting. */
const AT_ONCE = 200;

const UNSOLVED: TicketState[] = ['new', 'open', 'pending', 'on_hold'];

const FIELDS = [
  'category',
  'assigneeId',
  'history',
  'slaPolicies',
  'slaTurns',
  'mergedInto',
  'rating',
  'createdAt',
  'closedAt',
];

/** Reads what counts out of the tickets that were touched since a moment: whatever happened since is in their history. */
@Injectable()
export class FigureReader {
  constructor(@InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>) {}

  async *since(begin: Date): AsyncGenerator<FigureEvent[]> {
    const now = Date.now();
    for (const { filter, index } of TICKET_PARTS) {
      const found = this.tickets
        .find({ ...filter, updatedAt: { $gte: begin } }, FIELDS, { hint: index, batchSize: AT_ONCE })
        .lean<SupportTicket[]>()
        .cursor();
      for await (const ticket of found) yield figureEventsOf(ticket, now);
    }
  }

  /** Unsolved tickets; what is in the archive is closed. */
  async backlog(): Promise<number> {
    const counts = await Promise.all(
      TICKET_PARTS.map(({ filter }) => this.tickets.countDocuments({ ...filter, state: { $in: UNSOLVED } }).exec()),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }
}
