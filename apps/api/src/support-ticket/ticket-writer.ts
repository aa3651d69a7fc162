import type { MessageDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, UpdateQuery } from 'mongoose';
import { type Actor, HOUSE } from '../auth/actor';
import { AppError } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import type { SlaPolicy } from '../sla/sla-clock';
import { RatingAsks } from './rating-asks';
import { SupportTicket } from './support-ticket.schema';
import type { TicketChange } from './ticket-change';
import { TicketTeller } from './ticket-teller';

/** Told of every change that was written, before it is announced. */
export type ChangeListener = (after: SupportTicket, before: SupportTicket) => void;

/** Told before a change is written, which waits for it. */
export type ChangeWatcher = (ticket: SupportTicket) => Promise<void>;

/** Changes of a ticket: fields and their history in one write, then a line each in the thread and the customer's bell. */
@Injectable()
export class TicketWriter {
  private readonly listeners: ChangeListener[] = [];
  private readonly watchers: ChangeWatcher[] = [];

  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly teller: TicketTeller,
    private readonly asks: RatingAsks,
  ) {}

  onChanged(listener: ChangeListener): void {
    this.listeners.push(listener);
  }

  beforeChange(watcher: ChangeWatcher): void {
    this.watchers.push(watcher);
  }

  /** All of the changes or none: throws CONFLICT when somebody else changed one of the fields since `ticket` was read. */
  async apply(
    actor: Actor,
    ticket: SupportTicket,
    changes: TicketChange[],
    promise?: SlaPolicy,
  ): Promise<SupportTicket> {
    const at = new Date();
    const actorId = actor === HOUSE ? null : toObjectId(actor.id);
    const wanted: Partial<SupportTicket> = Object.assign({ updatedAt: at }, ...changes.map(({ set }) => set));
    const next = { ...wanted, ...(await this.asks.following(actor, ticket, wanted.state)) };
    for (const watcher of this.watchers) await watcher(ticket);
    const entries = changes.map(({ field, from, to }) => ({ at, actorId, field, from, to }));
    const changed = await this.tickets
      .findOneAndUpdate(
        { _id: ticket._id, ...seenBy(ticket, next) },
        {
          $set: next,
          $push: { history: { $each: entries }, ...(promise && { slaPolicies: { at, policy: promise } }) },
        },
        { returnDocument: 'after' },
      )
      .lean<SupportTicket>()
      .exec();
    if (!changed) {
      if (next.rating) await this.asks.giveBack(ticket);
      throw new AppError('CONFLICT', 'Somebody else changed this ticket. Look again.');
    }
    for (const listener of this.listeners) listener(changed, ticket);
    await this.teller.tell(actor, changed, entries);
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
}

/** The guard of a change: what it overwrites is still as it was read. Null stands for a field that an older ticket does not have. */
function seenBy(ticket: SupportTicket, { updatedAt, ...next }: Partial<SupportTicket>): Partial<SupportTicket> {
  const fields = Object.keys(next) as (keyof SupportTicket)[];
  return Object.fromEntries(fields.map((field) => [field, ticket[field] ?? null]));
}
