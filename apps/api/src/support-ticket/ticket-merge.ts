import type { MergeTicketInput, SupportTicketDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { KeyedQueue } from '../common/keyed-queue';
import type { ObjectId } from '../common/object-id';
import { SupportTicket } from './support-ticket.schema';
import { TicketAccess } from './ticket-access';
import { requireOpenTicket, type TicketChange } from './ticket-change';
import { toAbsorbed, toMerged, toReleased, toUnmerged } from './ticket-merge-change';
import { TicketWork } from './ticket-work';

const MAX_ATTEMPTS = 5;

/**
 * Two tickets about one thing become one: the older survives, the younger is closed and leads to it. Nothing is moved, so that
 * taking it back is as simple. The younger is written first; a repeat after a crash in between completes the older.
 */
@Injectable()
export class TicketMerge {
  /** The merges of one customer, one after the other. */
  private readonly queue = new KeyedQueue();

  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly access: TicketAccess,
    private readonly work: TicketWork,
  ) {}

  /** Answers the surviving ticket. NOT_MERGEABLE for itself, for another customer's, and for what is merged already. */
  async merge(actor: Actor, id: string, { withId }: MergeTicketInput): Promise<SupportTicketDto> {
    const { requesterId } = await this.access.require(actor, id);
    return this.queue.run(requesterId.toHexString(), async () => {
      const both = await Promise.all([this.access.require(actor, id), this.access.require(actor, withId)]);
      const [older, younger] = both.sort((a, b) => a.number - b.number) as [SupportTicket, SupportTicket];
      requireMergeable(older, younger);
      const merged = younger.mergedInto ? younger : await this.close(actor, older, younger);
      return this.change(actor, older._id, (ticket) => toAbsorbed(ticket, merged, younger.isAwaitingReply));
    });
  }

  /** Takes it back: the younger one is as it was. ILLEGAL_TRANSITION when it is too late, or was never merged. */
  async undo(actor: Actor, id: string): Promise<SupportTicketDto> {
    const { requesterId } = await this.access.require(actor, id);
    return this.queue.run(requesterId.toHexString(), async () => {
      const younger = await this.access.require(actor, id);
      const restored = await this.work.write(actor, younger, toUnmerged(younger));
      // Also those that the older one was merged into meanwhile know of it.
      for (let up = younger.mergedInto; up; up = (await this.find(up.ticketId)).mergedInto) {
        await this.change(actor, up.ticketId, (ticket) => toReleased(ticket, younger));
      }
      return this.work.settle(actor, restored);
    });
  }

  private async close(actor: Actor, older: SupportTicket, younger: SupportTicket): Promise<SupportTicket> {
    const closed = await this.work.write(actor, younger, toMerged(younger, older));
    await this.work.settle(actor, closed);
    return closed;
  }

  /** On the ticket as it is by then: the other half has been written, so somebody else's change must not end this one. */
  private async change(actor: Actor, id: ObjectId, changesOf: (ticket: SupportTicket) => TicketChange[]) {
    for (let attempt = 1; ; attempt++) {
      const ticket = await this.find(id);
      try {
        return await this.work.apply(actor, ticket, changesOf(ticket));
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'CONFLICT') || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private async find(id: ObjectId): Promise<SupportTicket> {
    const ticket = await this.tickets.findById(id).lean<SupportTicket>().exec();
    if (!ticket) throw new Error('A ticket that another one names is not there.');
    return ticket;
  }
}

function requireMergeable(older: SupportTicket, younger: SupportTicket): void {
  if (older._id.equals(younger._id)) throw notMergeable('A ticket cannot be merged with itself.');
  if (!older.requesterId.equals(younger.requesterId)) throw notMergeable('The tickets are of two customers.');
  const isHalfDone =
    younger.mergedInto?.ticketId.equals(older._id) &&
    !older.merged?.some(({ ticketId }) => ticketId.equals(younger._id));
  if (older.mergedInto || (younger.mergedInto && !isHalfDone)) throw notMergeable('The ticket is merged already.');
  requireOpenTicket(older);
  if (!isHalfDone) requireOpenTicket(younger);
}

function notMergeable(message: string): AppError {
  return new AppError('NOT_MERGEABLE', message);
}
