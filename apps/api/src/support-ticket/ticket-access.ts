import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type Actor, isStaff } from '../auth/actor';
import { forbidden } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import { SupportTicket } from './support-ticket.schema';
import { requireOpenTicket } from './ticket-change';

/** Who may see a ticket: the staff, and whoever opened it. A foreign ticket answers as one that is not there. */
@Injectable()
export class TicketAccess {
  constructor(@InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>) {}

  async require(actor: Actor, id: string): Promise<SupportTicket> {
    const ticket = await this.tickets.findById(toObjectId(id)).lean<SupportTicket>().exec();
    if (ticket && (isStaff(actor) || ticket.requesterId.toHexString() === actor.id)) return ticket;
    throw forbidden();
  }

  /** For what is the customer's own business. */
  async requireOwn(actor: Actor, id: string): Promise<SupportTicket> {
    const ticket = await this.require(actor, id);
    if (ticket.requesterId.toHexString() === actor.id) return ticket;
    throw forbidden();
  }

  /** For changes: closed is final. */
  async requireOpen(actor: Actor, id: string): Promise<SupportTicket> {
    const ticket = await this.require(actor, id);
    requireOpenTicket(ticket);
    return ticket;
  }
}
