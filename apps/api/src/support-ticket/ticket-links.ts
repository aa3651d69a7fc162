import type { LinkTicketInput, SupportTicketDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import type { SupportTicket } from './support-ticket.schema';
import { TicketAccess } from './ticket-access';
import type { TicketChange } from './ticket-change';
import { TicketWork } from './ticket-work';

/** Tickets that have to do with each other; each of the two names the other. */
@Injectable()
export class TicketLinks {
  constructor(
    private readonly access: TicketAccess,
    private readonly work: TicketWork,
  ) {}

  /** The other one may be closed: it is often what an answer refers to. */
  async link(actor: Actor, id: string, { ticketId }: LinkTicketInput): Promise<SupportTicketDto> {
    if (ticketId === id) {
      throw new AppError('VALIDATION', 'A ticket cannot be linked with itself.', { fields: { ticketId: 'is itself' } });
    }
    const ticket = await this.access.requireOpen(actor, id);
    const other = await this.access.require(actor, ticketId);
    await this.work.apply(actor, other, toLinked(other, ticket));
    return this.work.apply(actor, ticket, toLinked(ticket, other));
  }

  async unlink(actor: Actor, id: string, otherId: string): Promise<SupportTicketDto> {
    const ticket = await this.access.requireOpen(actor, id);
    const other = await this.access.require(actor, otherId);
    await this.work.apply(actor, other, toUnlinked(other, ticket));
    return this.work.apply(actor, ticket, toUnlinked(ticket, other));
  }
}

function toLinked({ links = [] }: SupportTicket, { _id, number }: SupportTicket): TicketChange[] {
  if (links.some(({ ticketId }) => ticketId.equals(_id))) return [];
  return [{ field: 'link', from: null, to: String(number), set: { links: [...links, { ticketId: _id, number }] } }];
}

function toUnlinked({ links = [] }: SupportTicket, { _id, number }: SupportTicket): TicketChange[] {
  const left = links.filter(({ ticketId }) => !ticketId.equals(_id));
  return left.length === links.length ? [] : [{ field: 'link', from: String(number), to: null, set: { links: left } }];
}
