import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import { MessageService } from '../message/message.service';
import { NotificationService } from '../notification/notification.service';
import { UserService } from '../user/user.service';
import { type StoredTicketEntry, SupportTicket } from './support-ticket.schema';

export interface TicketChange {
  field: StoredTicketEntry['field'];
  to: string | null;
}

/** One change of a ticket: the field and its history in one write, then a line in the thread and the customer's bell. */
@Injectable()
export class TicketWriter {
  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly messages: MessageService,
    private readonly notifications: NotificationService,
    private readonly users: UserService,
  ) {}

  /** Throws CONFLICT when somebody else changed the field since `ticket` was read. */
  async apply(actor: Actor, ticket: SupportTicket, { field, to }: TicketChange): Promise<SupportTicket> {
    const path = field === 'assignee' ? 'assigneeId' : field;
    const from = ticket[path];
    const value = field === 'assignee' && to !== null ? toObjectId(to) : to;
    const at = new Date();
    const entry: StoredTicketEntry = { at, actorId: toObjectId(actor.id), field, from: from?.toString() ?? null, to };
    const changed = await this.tickets
      .findOneAndUpdate(
        { _id: ticket._id, [path]: from },
        { $set: { [path]: value, updatedAt: at }, $push: { history: entry } },
        { returnDocument: 'after' },
      )
      .lean<SupportTicket>()
      .exec();
    if (!changed) throw new AppError('CONFLICT', 'Somebody else changed this ticket. Look again.');
    await this.tell(actor, changed, entry);
    return changed;
  }

  /** Records that a message came. Null when it is a repeat of one that was recorded. */
  noteMessage(ticketId: string, seq: number, isFromCustomer: boolean): Promise<SupportTicket | null> {
    return this.tickets
      .findOneAndUpdate(
        { _id: toObjectId(ticketId), lastMessageSeq: { $lt: seq } },
        { $set: { lastMessageSeq: seq, isAwaitingReply: isFromCustomer, updatedAt: new Date() } },
        { returnDocument: 'after' },
      )
      .lean<SupportTicket>()
      .exec();
  }

  /** Priority is the desk's own business; state and assignee are told to the customer. */
  private async tell(actor: Actor, ticket: SupportTicket, { field, to }: StoredTicketEntry): Promise<void> {
    const chatId = ticket.chatId.toHexString();
    const step = ticket.history.length;
    const key = `${ticket._id.toHexString()}:${step}`;
    if (field === 'state' && to) {
      await this.messages.appendSystem(chatId, key, { kind: 'ticketState', values: { state: to } }, actor);
    }
    if (field === 'assignee' && to) {
      const { name } = await this.users.summaryOf(to);
      await this.messages.appendSystem(chatId, key, { kind: 'ticketAssigned', values: { name } }, actor);
    }
    const requesterId = ticket.requesterId.toHexString();
    if (field !== 'state' || !to || actor.id === requesterId) return;
    const ticketId = ticket._id.toHexString();
    await this.notifications.ring(requesterId, {
      type: 'ticket',
      groupKey: `ticket:${ticketId}`,
      seq: step,
      title: ticket.subject,
      text: '',
      data: { ticketId, chatId, state: to },
    });
  }
}
