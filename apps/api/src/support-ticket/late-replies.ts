import type { SendMessageInput, SentMessageDto } from '@app/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import type { LiveChat } from '../chat/chat-cache';
import { toObjectId } from '../common/object-id';
import { MessageService } from '../message/message.service';
import { SupportTicket } from './support-ticket.schema';
import { TicketOpening } from './ticket-opening';

/**
 * What a customer says to a closed ticket is not lost: it goes to the ticket that this one was merged into, or opens its follow-up. A
 * ticket has one follow-up by reply, however many replies come and however often; they are the next messages of it.
 */
@Injectable()
export class LateReplies implements OnModuleInit {
  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly opening: TicketOpening,
    private readonly messages: MessageService,
  ) {}

  onModuleInit(): void {
    this.messages.onLate((actor, chat, input) => this.pass(actor, chat, input));
  }

  /** Null for everybody else's messages, and for other chats: they stay refused. */
  private async pass(actor: Actor, chat: LiveChat, input: SendMessageInput): Promise<SentMessageDto | null> {
    if (chat.ticketId === null) return null;
    const ticket = await this.tickets.findById(toObjectId(chat.ticketId)).lean<SupportTicket>().exec();
    if (!ticket || ticket.requesterId.toHexString() !== actor.id) return null;
    // What is quoted was said in another chat.
    const { replyToId: _, chatId: __, ...said } = input;
    if (!ticket.mergedInto) return this.opening.followUp(actor, ticket, said);
    const survivor = await this.tickets.findById(ticket.mergedInto.ticketId).lean<SupportTicket>().exec();
    return survivor && this.messages.send(actor, { ...said, chatId: survivor.chatId.toHexString() });
  }
}
