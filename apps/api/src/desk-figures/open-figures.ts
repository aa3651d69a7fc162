import type { TicketState } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { SupportTicket } from '../support-ticket/support-ticket.schema';
import { OPEN_TICKET_PARTS } from '../support-ticket/ticket-index';
import type { FigureEvent } from './figure-event';
import { type FigureKey, FigureMemory } from './figure-memory';

const UNSOLVED: TicketState[] = ['new', 'open', 'pending', 'on_hold'];
const NOT_CLOSED: TicketState[] = [...UNSOLVED, 'solved'];

/** What counts about tickets that are not closed. */
@Injectable()
export class OpenFigures {
  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly memory: FigureMemory,
  ) {}

  async *all(read: Set<string>): AsyncGenerator<FigureEvent[]> {
    for (const { filter, index } of OPEN_TICKET_PARTS) {
      const keys = await this.tickets
        .find({ ...filter, state: { $in: NOT_CLOSED } }, ['updatedAt'], { hint: index })
        .lean<FigureKey[]>()
        .exec();
      yield* this.memory.of(keys, read);
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
}
