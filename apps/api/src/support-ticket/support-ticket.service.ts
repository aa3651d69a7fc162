import type { AssignTicketInput, CreateTicketInput, MessageDto, SupportTicketDto } from '@app/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type Actor, isStaff } from '../auth/actor';
import type { LiveChat } from '../chat/chat-cache';
import { AppError } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import { RateLimits } from '../common/rate-limit';
import { MessageService } from '../message/message.service';
import { UserService } from '../user/user.service';
import { SupportTicket } from './support-ticket.schema';
import { TicketAccess } from './ticket-access';
import { TicketAnnouncer } from './ticket-announcer';
import { TicketOpening } from './ticket-opening';
import { planOf, type TicketStep } from './ticket-plan';
import { TicketWork } from './ticket-work';
import { TicketWriter } from './ticket-writer';

/** Tickets: opening, who has them, and what messages do to their state. */
@Injectable()
export class SupportTicketService implements OnModuleInit {
  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly access: TicketAccess,
    private readonly opening: TicketOpening,
    private readonly work: TicketWork,
    private readonly writer: TicketWriter,
    private readonly announcer: TicketAnnouncer,
    private readonly messages: MessageService,
    private readonly users: UserService,
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

  async get(actor: Actor, id: string): Promise<SupportTicketDto> {
    return this.announcer.present(actor, await this.access.require(actor, id));
  }

  /**
   * Gives the ticket to somebody of the staff, or back to the queue. Who claims it for themselves takes what nobody has: of many
   * at once one gets it, and the others CONFLICT.
   */
  async assign(actor: Actor, id: string, input: AssignTicketInput): Promise<SupportTicketDto> {
    const ticket = await this.access.requireOpen(actor, id);
    const { assigneeId, expectedAssigneeId = assigneeId === actor.id ? null : undefined } = input;
    if (assigneeId !== null && (await this.users.summaryOf(assigneeId)).role === 'user') {
      throw new AppError('VALIDATION', 'Tickets are assigned to staff.', { fields: { assigneeId: 'is not staff' } });
    }
    const current = ticket.assigneeId?.toHexString() ?? null;
    if (current !== assigneeId && expectedAssigneeId !== undefined && expectedAssigneeId !== current) {
      throw new AppError('CONFLICT', 'Somebody else has this ticket. Look again.');
    }
    return this.work.apply(actor, ticket, planOf(ticket, [{ kind: 'assign', assigneeId }]));
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
    const moved = await this.work.write(actor, ticket, planOf(ticket, stepsOfMessage(actor, ticket)));
    const noted = await this.writer.noteMessage(chat.ticketId, message, !isStaff(sender));
    await this.work.settle(actor, noted ?? moved);
  }
}

function stepsOfMessage(actor: Actor, { state, assigneeId, snoozedUntil }: SupportTicket): TicketStep[] {
  const open = { kind: 'state' as const, state: 'open' as const };
  if (!isStaff(actor)) {
    const wake = snoozedUntil ? [{ kind: 'snooze' as const, until: null }] : [];
    return ['pending', 'on_hold', 'solved'].includes(state) ? [...wake, open] : wake;
  }
  if (assigneeId === null) return [{ kind: 'assign', assigneeId: actor.id }];
  return state === 'new' ? [open] : [];
}
