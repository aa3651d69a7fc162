import type { CreateTicketInput } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { ChatService } from '../chat/chat.service';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId, toObjectId } from '../common/object-id';
import { MessageService } from '../message/message.service';
import { SlaPolicies } from '../sla/sla-policies';
import { SlaWatch } from './sla-watch';
import { SupportTicket } from './support-ticket.schema';
import { TicketAnnouncer } from './ticket-announcer';
import { TicketNumbers } from './ticket-number';

/**
 * Opening a ticket writes a ticket, a chat and two messages. Each step is found again by its own key, so a repeat of the
 * request completes whatever a crash left undone and never makes a second one.
 */
@Injectable()
export class TicketOpening {
  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly numbers: TicketNumbers,
    private readonly chats: ChatService,
    private readonly messages: MessageService,
    private readonly announcer: TicketAnnouncer,
    private readonly policies: SlaPolicies,
    private readonly sla: SlaWatch,
  ) {}

  async open(actor: Actor, input: CreateTicketInput): Promise<SupportTicket> {
    const ticket = (await this.find(actor, input)) ?? (await this.insert(actor, input));
    const ticketId = ticket._id.toHexString();
    const chatId = ticket.chatId.toHexString();
    await this.chats.getOrCreateSupport(actor.id, ticketId, chatId, ticket.subject);
    const opened = { kind: 'ticketOpened' as const, values: { number: String(ticket.number) } };
    await this.messages.appendSystem(chatId, `${ticketId}:opened`, opened, actor);
    const { clientMsgId, description } = input;
    await this.messages.send(actor, { chatId, clientMsgId, text: description });
    const current = (await this.tickets.findById(ticket._id).lean<SupportTicket>().exec()) ?? ticket;
    const followed = await this.sla.follow(current);
    await this.announcer.announce(actor, followed);
    return followed;
  }

  private find(actor: Actor, { clientMsgId }: CreateTicketInput): Promise<SupportTicket | null> {
    return this.tickets
      .findOne({ requesterId: toObjectId(actor.id), clientMsgId })
      .lean<SupportTicket>()
      .exec();
  }

  private async insert(actor: Actor, input: CreateTicketInput): Promise<SupportTicket> {
    const now = new Date();
    const ticket: SupportTicket = {
      _id: newObjectId(),
      number: await this.numbers.next(),
      requesterId: toObjectId(actor.id),
      clientMsgId: input.clientMsgId,
      chatId: newObjectId(),
      subject: input.subject,
      category: input.category,
      priority: 'normal',
      state: 'new',
      assigneeId: null,
      isAwaitingReply: true,
      slaPolicies: [{ at: now, policy: await this.policies.for('normal', input.category) }],
      slaTurns: [],
      slaDueAt: null,
      lastMessageSeq: 0,
      history: [{ at: now, actorId: toObjectId(actor.id), field: 'state', from: null, to: 'new' }],
      createdAt: now,
      updatedAt: now,
    };
    try {
      await this.tickets.collection.insertOne(ticket);
      return ticket;
    } catch (error) {
      const first = isDuplicateKey(error) ? await this.find(actor, input) : null;
      if (!first) throw error;
      return first;
    }
  }
}
