import type { ChatContextDto, TicketCategory } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId, toObjectId } from '../common/object-id';
import { SlaPolicies } from '../sla/sla-policies';
import { UserService } from '../user/user.service';
import { type StoredTicketRef, SupportTicket } from './support-ticket.schema';
import { TicketNumbers } from './ticket-number';

export interface NewTicket {
  /** Of its requester's tickets only one has it. */
  key: string;
  subject: string;
  category: TicketCategory;
  context: ChatContextDto | null;
  followUpOf: StoredTicketRef | null;
}

/** The rows of new tickets. */
@Injectable()
export class TicketStore {
  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly numbers: TicketNumbers,
    private readonly policies: SlaPolicies,
    private readonly users: UserService,
  ) {}

  /** The same key makes one ticket. `check` throws when a new one would not be right. */
  async findOrInsert(
    actor: Actor,
    input: NewTicket,
    check: () => Promise<void> = async () => undefined,
  ): Promise<SupportTicket> {
    const known = await this.find(actor, input.key);
    if (known) return known;
    await check();
    const ticket = await this.build(actor, input);
    try {
      await this.tickets.collection.insertOne(ticket);
      return ticket;
    } catch (error) {
      const first = isDuplicateKey(error) ? await this.find(actor, input.key) : null;
      if (!first) throw error;
      return first;
    }
  }

  /** As it is by now. */
  async fresh(ticket: SupportTicket): Promise<SupportTicket> {
    return (await this.tickets.findById(ticket._id).lean<SupportTicket>().exec()) ?? ticket;
  }

  private find(actor: Actor, clientMsgId: string): Promise<SupportTicket | null> {
    return this.tickets
      .findOne({ requesterId: toObjectId(actor.id), clientMsgId })
      .lean<SupportTicket>()
      .exec();
  }

  private async build(actor: Actor, { key, subject, category, context, followUpOf }: NewTicket) {
    const now = new Date();
    const requesterId = toObjectId(actor.id);
    const { locale, isGuest } = await this.users.me(actor.id);
    const ticket: SupportTicket = {
      _id: newObjectId(),
      number: await this.numbers.next(),
      requesterId,
      clientMsgId: key,
      chatId: newObjectId(),
      ...{ subject, category, context, followUpOf },
      language: locale,
      ...(isGuest && { isGuest }),
      priority: 'normal',
      state: 'new',
      assigneeId: null,
      isAwaitingReply: true,
      slaPolicies: [{ at: now, policy: await this.policies.for('normal', category) }],
      slaTurns: [],
      slaDueAt: null,
      lastMessageSeq: 0,
      history: [{ at: now, actorId: requesterId, field: 'state', from: null, to: 'new' }],
      createdAt: now,
      updatedAt: now,
    };
    return ticket;
  }
}
