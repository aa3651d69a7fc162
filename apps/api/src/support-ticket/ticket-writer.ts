import type { MessageDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, UpdateQuery } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import { MessageService } from '../message/message.service';
import { NotificationService } from '../notification/notification.service';
import type { SlaPolicy } from '../sla/sla-clock';
import { UserService } from '../user/user.service';
import { type StoredTicketEntry, SupportTicket } from './support-ticket.schema';
import type { TicketChange } from './ticket-change';

/** Changes of a ticket: fields and their history in one write, then a line each in the thread and the customer's bell. */
@Injectable()
export class TicketWriter {
  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly messages: MessageService,
    private readonly notifications: NotificationService,
    private readonly users: UserService,
  ) {}

  /** All of the changes or none: throws CONFLICT when somebody else changed one of the fields since `ticket` was read. */
  async apply(
    actor: Actor,
    ticket: SupportTicket,
    changes: TicketChange[],
    promise?: SlaPolicy,
  ): Promise<SupportTicket> {
    const at = new Date();
    const next: Partial<SupportTicket> = Object.assign({ updatedAt: at }, ...changes.map(({ set }) => set));
    const entries = changes.map(({ field, from, to }) => ({ at, actorId: toObjectId(actor.id), field, from, to }));
    const changed = await this.tickets
      .findOneAndUpdate(
        { _id: ticket._id, ...seenBy(ticket, changes) },
        {
          $set: next,
          $push: { history: { $each: entries }, ...(promise && { slaPolicies: { at, policy: promise } }) },
        },
        { returnDocument: 'after' },
      )
      .lean<SupportTicket>()
      .exec();
    if (!changed) throw new AppError('CONFLICT', 'Somebody else changed this ticket. Look again.');
    const firstStep = changed.history.length - entries.length + 1;
    for (const [index, entry] of entries.entries()) await this.tell(actor, changed, entry, firstStep + index);
    return changed;
  }

  /** Records that a message was taken into account. Null when it is a repeat of one that was. */
  async noteMessage(ticketId: string, { seq, createdAt }: MessageDto, isFromCustomer: boolean) {
    const turn = { slaTurns: { at: new Date(createdAt), isReply: !isFromCustomer } };
    // The turn changes hands once, however many messages either side writes in a row.
    const turned = await this.note(
      ticketId,
      seq,
      isFromCustomer,
      { isAwaitingReply: !isFromCustomer },
      { $push: turn },
    );
    return turned ?? this.note(ticketId, seq, isFromCustomer, {}, {});
  }

  private note(
    ticketId: string,
    seq: number,
    isAwaitingReply: boolean,
    only: object,
    more: UpdateQuery<SupportTicket>,
  ) {
    return this.tickets
      .findOneAndUpdate(
        { _id: toObjectId(ticketId), lastMessageSeq: { $lt: seq }, ...only },
        { ...more, $set: { lastMessageSeq: seq, isAwaitingReply, updatedAt: new Date() } },
        { returnDocument: 'after' },
      )
      .lean<SupportTicket>()
      .exec();
  }

  /** Priority is the desk's own business; state and assignee are told to the customer. */
  private async tell(
    actor: Actor,
    ticket: SupportTicket,
    { field, to }: StoredTicketEntry,
    step: number,
  ): Promise<void> {
    const chatId = ticket.chatId.toHexString();
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

/** The guard of a change: what it overwrites is still as it was read. Null stands for a field that an older ticket does not have. */
function seenBy(ticket: SupportTicket, changes: TicketChange[]): Partial<SupportTicket> {
  const fields = changes.flatMap(({ set }) => Object.keys(set)) as (keyof SupportTicket)[];
  return Object.fromEntries(fields.map((field) => [field, ticket[field] ?? null]));
}
