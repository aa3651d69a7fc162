import type { Page, SupportTicketDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type Actor, isStaff } from '../auth/actor';
import { Cursors } from '../common/cursor';
import { abovePosition, belowPosition } from '../common/keyset';
import { TicketCategories } from '../ticket-category/ticket-categories';
import type { TicketListQueryDto } from './support-ticket.dto';
import { SupportTicket } from './support-ticket.schema';
import { TicketAnnouncer } from './ticket-announcer';
import { ticketFilter } from './ticket-filter';
import { ticketIndexFor } from './ticket-index';

const CURSOR = 'tickets';
const DUE_CURSOR = 'tickets-due';

/** Lists of tickets: a customer's own, and the views of the desk. */
@Injectable()
export class TicketQueue {
  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly announcer: TicketAnnouncer,
    private readonly cursors: Cursors,
    private readonly categories: TicketCategories,
  ) {}

  /** Customers get their own tickets, staff the queue, last touched first; what is due by the nearest promise. */
  async list(actor: Actor, query: TicketListQueryDto): Promise<Page<SupportTicketDto>> {
    await this.categories.requireKnown([query.category], actor);
    const isByDue = isStaff(actor) && query.view === 'due';
    const name = isByDue ? DUE_CURSOR : CURSOR;
    const start = query.cursor ? this.cursors.read(name, actor.id, query.cursor) : null;
    const below = isByDue ? abovePosition('slaDueAt', start) : belowPosition('updatedAt', start);
    const index = ticketIndexFor(actor, query);
    const rows = await this.tickets
      .find({ $and: [ticketFilter(actor, query), below] }, null, index && { hint: index })
      .sort(isByDue ? { slaDueAt: 1, _id: 1 } : { updatedAt: -1, _id: -1 })
      .limit(query.limit + 1)
      .lean<SupportTicket[]>()
      .exec();
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    const sortedBy = isByDue ? last?.slaDueAt : last?.updatedAt;
    const position = last && sortedBy && [sortedBy.getTime(), last._id.toHexString()];
    return {
      items: await this.announcer.presentAll(actor, page),
      nextCursor: position ? this.cursors.write(name, actor.id, position) : null,
    };
  }
}
