import type { TicketState } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { ObjectId } from '../common/object-id';
import { SupportTicket } from '../support-ticket/support-ticket.schema';

const AT_WORK: { state: { $in: TicketState[] } } = { state: { $in: ['new', 'open'] } };

/** How much agents hold. It only reads: tickets belong to the room to the right. */
@Injectable()
export class AgentLoads {
  constructor(@InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>) {}

  /** New and open tickets; sleeping ones come back, so they count. */
  of(userId: ObjectId): Promise<number> {
    return this.tickets.countDocuments({ assigneeId: userId, ...AT_WORK }).exec();
  }

  /** Of these tickets, those that are counted in the person's load already. */
  countedIn(userId: ObjectId, ticketIds: ObjectId[]): Promise<number> {
    if (ticketIds.length === 0) return Promise.resolve(0);
    return this.tickets.countDocuments({ _id: { $in: ticketIds }, assigneeId: userId, ...AT_WORK }).exec();
  }
}
