import type { CreateTicketInput, SendMessageInput, SentMessageDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { toContext } from '../chat/build-chat';
import { ChatService } from '../chat/chat.service';
import { AppError } from '../common/app-error';
import { MessageService } from '../message/message.service';
import { TicketCategories } from '../ticket-category/ticket-categories';
import { SlaWatch } from './sla-watch';
import type { StoredTicketRef, SupportTicket } from './support-ticket.schema';
import { TicketAccess } from './ticket-access';
import { TicketAnnouncer } from './ticket-announcer';
import { TicketAssigner } from './ticket-assigner';
import { TicketStore } from './ticket-store';

type FirstMessage = Omit<SendMessageInput, 'chatId'>;

/**
 * Opening a ticket writes a ticket, a chat and two messages. Each step is found again by its own key, so a repeat of the
 * request completes whatever a crash left undone and never makes a second one.
 */
@Injectable()
export class TicketOpening {
  constructor(
    private readonly store: TicketStore,
    private readonly access: TicketAccess,
    private readonly chats: ChatService,
    private readonly messages: MessageService,
    private readonly announcer: TicketAnnouncer,
    private readonly sla: SlaWatch,
    private readonly assigner: TicketAssigner,
    private readonly categories: TicketCategories,
  ) {}

  async open(actor: Actor, input: CreateTicketInput): Promise<SupportTicket> {
    const { subject, category, clientMsgId, description, attachmentIds, context } = input;
    const followUpOf = input.followUpOf ? await this.requireFollowable(actor, input.followUpOf) : null;
    const wanted = {
      ...{ key: clientMsgId, subject, category, followUpOf },
      context: context ? toContext(context) : null,
    };
    // Asked of a new ticket alone: a repeat finds its own, whatever became of the category since.
    const ticket = await this.store.findOrInsert(actor, wanted, () => this.categories.requireFor(actor, category));
    const files = attachmentIds?.length ? { attachmentIds } : {};
    await this.begin(actor, ticket, { clientMsgId, text: description, ...files });
    const followed = await this.sla.follow(await this.store.fresh(ticket));
    await this.announcer.announce(actor, followed);
    this.assigner.soon();
    return followed;
  }

  /** The one follow-up of a closed ticket, with what its customer said now as its next message. */
  async followUp(actor: Actor, closed: SupportTicket, said: FirstMessage): Promise<SentMessageDto> {
    const { _id, number, subject, category, context = null } = closed;
    const followUpOf = { ticketId: _id, number };
    const key = `follow-up:${_id.toHexString()}`;
    const ticket = await this.store.findOrInsert(actor, { key, subject, category, context, followUpOf });
    const sent = await this.begin(actor, ticket, said);
    await this.announcer.announce(actor, await this.sla.follow(await this.store.fresh(ticket)));
    this.assigner.soon();
    return sent;
  }

  private async begin(actor: Actor, ticket: SupportTicket, said: FirstMessage): Promise<SentMessageDto> {
    const ticketId = ticket._id.toHexString();
    const chatId = ticket.chatId.toHexString();
    await this.chats.getOrCreateSupport(actor.id, ticketId, chatId, ticket.subject);
    const opened = { kind: 'ticketOpened' as const, values: { number: String(ticket.number) } };
    await this.messages.appendSystem(chatId, `${ticketId}:opened`, opened, actor);
    if (ticket.followUpOf) {
      const values = { number: String(ticket.followUpOf.number) };
      await this.messages.appendSystem(chatId, `${ticketId}:follow-up`, { kind: 'ticketFollowUp', values }, actor);
    }
    return this.messages.send(actor, { ...said, chatId });
  }

  /** As long as it is not closed, it is answered in its own thread. */
  private async requireFollowable(actor: Actor, id: string): Promise<StoredTicketRef> {
    const ticket = await this.access.requireOwn(actor, id);
    if (ticket.state === 'closed') return { ticketId: ticket._id, number: ticket.number };
    throw new AppError('ILLEGAL_TRANSITION', 'Only a closed ticket is followed by another one.');
  }
}
