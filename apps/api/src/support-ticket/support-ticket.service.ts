import {
  type AssignTicketInput,
  type CreateTicketInput,
  type MessageDto,
  type Page,
  type SupportTicketDto,
  TICKET_TRANSITIONS,
  type TicketState,
  type UpdateTicketInput,
} from '@app/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { type Actor, isStaff } from '../auth/actor';
import { ChatService } from '../chat/chat.service';
import type { LiveChat } from '../chat/chat-cache';
import { AppError, forbidden } from '../common/app-error';
import { Cursors } from '../common/cursor';
import { abovePosition, belowPosition } from '../common/keyset';
import { toObjectId } from '../common/object-id';
import { RateLimits } from '../common/rate-limit';
import { MessageService } from '../message/message.service';
import { SlaPolicies } from '../sla/sla-policies';
import { UserService } from '../user/user.service';
import { SlaWatch } from './sla-watch';
import type { TicketListQueryDto } from './support-ticket.dto';
import { SupportTicket } from './support-ticket.schema';
import { TicketAnnouncer } from './ticket-announcer';
import { toAssignee, toPriority, toState } from './ticket-change';
import { TicketOpening } from './ticket-opening';
import { TicketWriter } from './ticket-writer';

const CURSOR = 'tickets';
const DUE_CURSOR = 'tickets-due';

/** Tickets: opening, the queue, and what people and messages do to their state. */
@Injectable()
export class SupportTicketService implements OnModuleInit {
  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly opening: TicketOpening,
    private readonly writer: TicketWriter,
    private readonly announcer: TicketAnnouncer,
    private readonly policies: SlaPolicies,
    private readonly sla: SlaWatch,
    private readonly chats: ChatService,
    private readonly messages: MessageService,
    private readonly users: UserService,
    private readonly cursors: Cursors,
    private readonly limits: RateLimits,
  ) {}

  onModuleInit(): void {
    this.messages.onSent((chat, message) => this.messageSent(chat, message));
  }

  /** Opens a ticket and its chat. The same clientMsgId opens one. */
  async create(actor: Actor, input: CreateTicketInput): Promise<SupportTicketDto> {
    await this.limits.consume('ticket', actor.id);
    const ticket = await this.opening.open(actor, input);
    return this.announcer.present(actor, ticket);
  }

  /** Customers get their own tickets, staff the queue, last touched first; what is due by the nearest promise. */
  async list(actor: Actor, query: TicketListQueryDto): Promise<Page<SupportTicketDto>> {
    const isByDue = isStaff(actor) && query.view === 'due';
    const name = isByDue ? DUE_CURSOR : CURSOR;
    const start = query.cursor ? this.cursors.read(name, actor.id, query.cursor) : null;
    const below = isByDue ? abovePosition('slaDueAt', start) : belowPosition('updatedAt', start);
    const rows = await this.tickets
      .find({ $and: [filterOf(actor, query), below] })
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

  async get(actor: Actor, id: string): Promise<SupportTicketDto> {
    return this.announcer.present(actor, await this.requireVisible(actor, id));
  }

  /** State and priority by hand. An illegal step answers 409 and names the legal ones. */
  async update(actor: Actor, id: string, input: UpdateTicketInput): Promise<SupportTicketDto> {
    let ticket = await this.requireVisible(actor, id);
    if (input.priority !== undefined && input.priority !== ticket.priority) {
      const promise = await this.policies.for(input.priority, ticket.category);
      ticket = await this.writer.apply(actor, ticket, [toPriority(ticket, input.priority)], promise);
    }
    if (input.state !== undefined && input.state !== ticket.state) {
      ticket = await this.move(actor, ticket, input.state);
    }
    return this.settle(actor, ticket);
  }

  /** Gives the ticket to somebody of the staff, or back to the queue. */
  async assign(actor: Actor, id: string, { assigneeId }: AssignTicketInput): Promise<SupportTicketDto> {
    const ticket = await this.requireVisible(actor, id);
    if (ticket.state === 'closed') throw new AppError('CHAT_CLOSED', 'This ticket is closed.');
    if (assigneeId !== null && (await this.users.summaryOf(assigneeId)).role === 'user') {
      throw new AppError('VALIDATION', 'Tickets are assigned to staff.', { fields: { assigneeId: 'is not staff' } });
    }
    if ((ticket.assigneeId?.toHexString() ?? null) === assigneeId) return this.announcer.present(actor, ticket);
    return this.settle(actor, await this.give(actor, ticket, assigneeId));
  }

  /** Every change ends here: the clocks follow it, and it is told. */
  private async settle(actor: Actor, ticket: SupportTicket): Promise<SupportTicketDto> {
    return this.announcer.announce(actor, await this.sla.follow(ticket));
  }

  /** Assigning and, from new, opening are one write: of two claims at once, one gets the ticket and the other CONFLICT. */
  private async give(actor: Actor, ticket: SupportTicket, assigneeId: string | null): Promise<SupportTicket> {
    const changes = [toAssignee(ticket, assigneeId)];
    if (assigneeId !== null && ticket.state === 'new') changes.push(toState(ticket, 'open'));
    const changed = await this.writer.apply(actor, ticket, changes);
    if (assigneeId !== null) await this.chats.join(ticket.chatId.toHexString(), assigneeId);
    return changed;
  }

  private async move(actor: Actor, ticket: SupportTicket, to: TicketState): Promise<SupportTicket> {
    const allowed = TICKET_TRANSITIONS[ticket.state];
    if (!allowed.includes(to)) {
      const names = allowed.length > 0 ? allowed.join(', ') : 'none';
      throw new AppError('ILLEGAL_TRANSITION', `A ticket that is ${ticket.state} can become: ${names}.`);
    }
    if (to === 'solved' && ticket.assigneeId === null) {
      throw new AppError('ILLEGAL_TRANSITION', 'A ticket needs an assignee before it can be solved.');
    }
    const moved = await this.writer.apply(actor, ticket, [toState(ticket, to)]);
    if (to === 'closed') await this.chats.setState(ticket.chatId.toHexString(), 'closed');
    return moved;
  }

  /**
   * A customer's message opens the ticket again; a public answer takes it, starts it and ends the wait. The message is
   * recorded last, so that its repeat after a crash completes what was left undone.
   */
  private async messageSent(chat: LiveChat, message: MessageDto): Promise<void> {
    if (chat.ticketId === null || message.senderId === null) return;
    const ticket = await this.tickets.findById(toObjectId(chat.ticketId)).lean<SupportTicket>().exec();
    if (!ticket || ticket.lastMessageSeq >= message.seq) return;
    const sender = await this.users.summaryOf(message.senderId);
    const actor: Actor = { id: sender.id, role: sender.role, sessionId: '' };
    const moved = await this.moveByMessage(actor, ticket);
    const noted = await this.writer.noteMessage(chat.ticketId, message, !isStaff(sender));
    await this.settle(actor, noted ?? moved);
  }

  private async moveByMessage(actor: Actor, ticket: SupportTicket): Promise<SupportTicket> {
    if (isStaff(actor) && ticket.assigneeId === null) return this.give(actor, ticket, actor.id);
    const opens = isStaff(actor) ? ticket.state === 'new' : ['pending', 'on_hold', 'solved'].includes(ticket.state);
    return opens ? this.writer.apply(actor, ticket, [toState(ticket, 'open')]) : ticket;
  }

  private async requireVisible(actor: Actor, id: string): Promise<SupportTicket> {
    const ticket = await this.tickets.findById(toObjectId(id)).lean<SupportTicket>().exec();
    if (ticket && (isStaff(actor) || ticket.requesterId.toHexString() === actor.id)) return ticket;
    throw forbidden();
  }
}

function filterOf(actor: Actor, { view, state }: TicketListQueryDto): QueryFilter<SupportTicket> {
  const byState = state ? { state } : {};
  if (!isStaff(actor)) return { requesterId: toObjectId(actor.id), ...byState };
  if (view === 'mine') return { assigneeId: toObjectId(actor.id), ...byState };
  if (view === 'due') return { slaDueAt: { $type: 'date' }, ...byState };
  if (view === 'unassigned') return { assigneeId: null, ...byState };
  return byState;
}
