import type { SupportTicketDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { type Actor, isStaff } from '../auth/actor';
import { Broadcaster } from '../realtime/broadcaster';
import { UserService } from '../user/user.service';
import { toSupportTicketDto } from './support-ticket.presenter';
import type { SupportTicket } from './support-ticket.schema';

/** Shows and announces tickets: staff get the whole, the customer the public part. */
@Injectable()
export class TicketAnnouncer {
  constructor(
    private readonly users: UserService,
    private readonly broadcaster: Broadcaster,
  ) {}

  /** One fact in two views, then the view of whoever caused it. */
  async announce(actor: Actor, ticket: SupportTicket): Promise<SupportTicketDto> {
    const people = await this.peopleOf([ticket]);
    this.broadcaster.toStaff('ticketUpdated', toSupportTicketDto(ticket, people, true));
    const requester = people.get(ticket.requesterId.toHexString());
    if (requester && !isStaff(requester)) {
      this.broadcaster.toUsers([requester.id], 'ticketUpdated', toSupportTicketDto(ticket, people, false));
    }
    return toSupportTicketDto(ticket, people, isStaff(actor));
  }

  /** The same to staff, when only time has changed something about it. */
  async refresh(ticket: SupportTicket): Promise<void> {
    this.broadcaster.toStaff('ticketUpdated', toSupportTicketDto(ticket, await this.peopleOf([ticket]), true));
  }

  async present(actor: Actor, ticket: SupportTicket): Promise<SupportTicketDto> {
    return toSupportTicketDto(ticket, await this.peopleOf([ticket]), isStaff(actor));
  }

  async presentAll(actor: Actor, tickets: SupportTicket[]): Promise<SupportTicketDto[]> {
    const people = await this.peopleOf(tickets);
    return tickets.map((ticket) => toSupportTicketDto(ticket, people, isStaff(actor)));
  }

  private peopleOf(tickets: SupportTicket[]) {
    const ids = tickets.flatMap(({ requesterId, assigneeId, escalation }) => [
      requesterId,
      ...(assigneeId ? [assigneeId] : []),
      ...(escalation?.byId ? [escalation.byId] : []),
    ]);
    return this.users.summariesOf(ids.map((id) => id.toHexString()));
  }
}
