import type { SupportTicketDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AgentService } from '../agent/agent.service';
import type { Actor } from '../auth/actor';
import { ChatService } from '../chat/chat.service';
import { toObjectId } from '../common/object-id';
import { MessageService } from '../message/message.service';
import { BellMarks } from '../notification/bell-marks';
import { Notification } from '../notification/notification.schema';
import { SupportTicket } from '../support-ticket/support-ticket.schema';
import { SupportTicketService } from '../support-ticket/support-ticket.service';
import { TicketEditing } from '../support-ticket/ticket-editing';
import { TicketWork } from '../support-ticket/ticket-work';
import { DemoClock } from './demo-clock';
import { demoId } from './demo-id';
import { DEMO_AGENTS, type DemoTicket, type PersonKey } from './demo-marketplace';

type Cast = (key: PersonKey) => Actor;

/** The desk of the demo: agents who take tickets, some that wait, one that is nearly late, and some that are over. */
@Injectable()
export class DemoDesk {
  constructor(
    @InjectModel(SupportTicket.name) private readonly rows: Model<SupportTicket>,
    @InjectModel(Notification.name) private readonly bellRows: Model<Notification>,
    private readonly agents: AgentService,
    private readonly chats: ChatService,
    private readonly messages: MessageService,
    private readonly marks: BellMarks,
    private readonly tickets: SupportTicketService,
    private readonly editing: TicketEditing,
    private readonly work: TicketWork,
    private readonly clock: DemoClock,
  ) {}

  async openDesk(cast: Cast): Promise<void> {
    for (const [key, { capacity }] of Object.entries(DEMO_AGENTS)) {
      const actor = cast(key as PersonKey);
      await this.agents.setCapacity(actor.id, { capacity });
      await this.agents.setAccepting(actor, { isAccepting: true });
    }
  }

  async addTicket(demo: DemoTicket, cast: Cast): Promise<void> {
    const { key, requester, input, priority, assignee, answer, outcome } = demo;
    const customer = cast(requester);
    const ticket = await this.tickets.create(customer, { ...input, clientMsgId: demoId(key) });
    const { state } = await this.tickets.get(customer, ticket.id);
    // A load that was cut off had come further with this one.
    if (state === 'solved' || state === 'closed') return;
    const agent = cast(assignee ?? answer?.from ?? 'nadia');
    if (priority) await this.editing.update(agent, ticket.id, { priority });
    if (assignee) await this.tickets.assign(agent, ticket.id, { assigneeId: agent.id });
    await this.clock.backdateTicket(ticket, demo.ago);
    if (answer) await this.answer(ticket, cast(answer.from), demo, answer);
    if (outcome) await this.end(ticket, customer, agent, outcome);
    await this.settle(ticket, agent);
  }

  private async answer(
    ticket: SupportTicketDto,
    actor: Actor,
    { key, outcome }: DemoTicket,
    { text, ago }: NonNullable<DemoTicket['answer']>,
  ): Promise<void> {
    await this.messages.send(actor, { chatId: ticket.chatId, clientMsgId: demoId(`${key}:answer`), text });
    const { state } = await this.tickets.get(actor, ticket.id);
    if (!outcome && state !== 'pending') await this.editing.update(actor, ticket.id, { state: 'pending' });
    await this.clock.backdateTicket(ticket, ago);
  }

  private async end(
    ticket: SupportTicketDto,
    customer: Actor,
    agent: Actor,
    { state, ago, score }: NonNullable<DemoTicket['outcome']>,
  ): Promise<void> {
    await this.editing.update(agent, ticket.id, { state: 'solved' });
    if (score !== undefined) {
      const rated = {
        at: new Date(),
        actorId: toObjectId(customer.id),
        field: 'rating',
        from: null,
        to: String(score),
      };
      const rating = { askedAt: this.clock.minutesAgo(ago), score, comment: null };
      await this.rows.updateOne({ _id: toObjectId(ticket.id) }, { $set: { rating }, $push: { history: rated } });
    }
    if (state === 'closed') await this.editing.update(agent, ticket.id, { state });
    await this.clock.backdateTicket(ticket, ago);
    const chat = await this.chats.get(customer, ticket.chatId);
    for (const actor of [customer, agent]) await this.chats.markRead(actor, ticket.chatId, chat.headSeq);
    const rung = {
      userId: toObjectId(customer.id),
      groupKey: { $in: [`ticket:${ticket.id}`, `chat:${ticket.chatId}`] },
    };
    const bells = await this.bellRows.find(rung).lean<Notification[]>().exec();
    for (const { _id } of bells) await this.marks.markRead(customer, _id.toHexString());
  }

  /** The clocks go by the times that the ticket has now. */
  private async settle({ id }: SupportTicketDto, agent: Actor): Promise<void> {
    const ticket = await this.rows.findById(toObjectId(id)).lean<SupportTicket>().exec();
    if (ticket) await this.work.settle(agent, ticket);
  }
}
