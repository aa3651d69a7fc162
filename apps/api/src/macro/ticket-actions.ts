import { createHash } from 'node:crypto';
import { type SupportTicketDto, type TicketAction } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { RateLimits } from '../common/rate-limit';
import { MessageService } from '../message/message.service';
import type { SupportTicket } from '../support-ticket/support-ticket.schema';
import { TicketAccess } from '../support-ticket/ticket-access';
import { TicketAnnouncer } from '../support-ticket/ticket-announcer';
import { TicketEscalations } from '../support-ticket/ticket-escalation';
import { TicketNotes } from '../support-ticket/ticket-note';
import { planOf, type TicketStep } from '../support-ticket/ticket-plan';
import { TicketSnooze } from '../support-ticket/ticket-snooze';
import { TicketWork } from '../support-ticket/ticket-work';
import { TicketCategories } from '../ticket-category/ticket-categories';
import { UserService } from '../user/user.service';
import { ReplyTexts } from './reply-text';

const HOUR_MS = 3_600_000;

/**
 * Actions on one ticket, all or none: everything is looked up and checked first, then the ticket changes in one write, and only then
 * words go out, under ids that a repeat has as well.
 */
@Injectable()
export class TicketActions {
  constructor(
    private readonly access: TicketAccess,
    private readonly work: TicketWork,
    private readonly snoozes: TicketSnooze,
    private readonly escalations: TicketEscalations,
    private readonly notes: TicketNotes,
    private readonly announcer: TicketAnnouncer,
    private readonly messages: MessageService,
    private readonly replies: ReplyTexts,
    private readonly users: UserService,
    private readonly limits: RateLimits,
    private readonly categories: TicketCategories,
  ) {}

  async apply(actor: Actor, ticketId: string, actions: TicketAction[], runId: string): Promise<SupportTicketDto> {
    const ticket = await this.access.require(actor, ticketId);
    await this.requireSound(actions);
    const steps: TicketStep[] = [];
    for (const action of actions) steps.push(...(await this.stepsOf(actor, action)));
    const changes = planOf(ticket, steps);
    const texts = await this.textsOf(actor, ticket, actions);
    if (texts.size > 0)
      await this.requireWritable(
        actor,
        changes.some(({ to }) => to === 'closed'),
      );
    await this.snoozes.prepare(ticket, changes);
    await this.work.apply(actor, ticket, changes);
    if (actions.some(({ kind }) => kind === 'escalate')) await this.escalations.follow(actor, ticketId);
    await this.speak(actor, ticket, actions, texts, runId);
    return this.present(actor, ticketId);
  }

  /** What would be refused for every ticket is refused at once. */
  requireSound(actions: readonly TicketAction[]): Promise<void> {
    return this.categories.requireKnown(categoriesOf(actions));
  }

  async present(actor: Actor, ticketId: string): Promise<SupportTicketDto> {
    return this.announcer.present(actor, await this.access.require(actor, ticketId));
  }

  private async stepsOf(actor: Actor, action: TicketAction): Promise<TicketStep[]> {
    switch (action.kind) {
      case 'assign':
        return [{ kind: 'assign', assigneeId: await this.assigneeOf(actor, action.assigneeId) }];
      case 'snooze':
        return [{ kind: 'snooze', until: new Date(Date.now() + action.hours * HOUR_MS) }];
      case 'escalate':
        return [await this.escalations.stepOf(actor, { reason: action.reason })];
      case 'note':
        return [{ kind: 'note' }];
      case 'reply':
        return [{ kind: 'reply', byId: actor.id }];
      default:
        return [action];
    }
  }

  private async assigneeOf(actor: Actor, assigneeId: string | null): Promise<string | null> {
    if (assigneeId === 'me') return actor.id;
    if (assigneeId !== null && (await this.users.summaryOf(assigneeId)).role === 'user') {
      throw new AppError('VALIDATION', 'Tickets are assigned to staff.', { fields: { assigneeId: 'is not staff' } });
    }
    return assigneeId;
  }

  /** The replies by their place among the actions. */
  private async textsOf(actor: Actor, ticket: SupportTicket, actions: TicketAction[]): Promise<Map<number, string>> {
    const texts = new Map<number, string>();
    for (const [index, action] of actions.entries()) {
      if (action.kind === 'reply') texts.set(index, await this.replies.of(actor, ticket, action.variants));
    }
    return texts;
  }

  /** A refusal comes before anything is written, not between the ticket and its words. */
  private async requireWritable(actor: Actor, closes: boolean): Promise<void> {
    if (closes) throw new AppError('ILLEGAL_TRANSITION', 'A reply and closing do not go together: solve the ticket.');
    await this.limits.requireRoom('send', actor.id);
  }

  private async speak(
    actor: Actor,
    ticket: SupportTicket,
    actions: TicketAction[],
    texts: Map<number, string>,
    runId: string,
  ): Promise<void> {
    const ticketId = ticket._id.toHexString();
    for (const [index, action] of actions.entries()) {
      const id = idOf(runId, ticketId, index);
      if (action.kind === 'note') await this.notes.write(actor, ticket, { text: action.text, clientNoteId: id });
      const text = texts.get(index);
      if (text === undefined) continue;
      await this.messages.send(actor, { chatId: ticket.chatId.toHexString(), clientMsgId: id, text });
    }
  }
}

/** Those that the actions name. */
export function categoriesOf(actions: readonly TicketAction[]): string[] {
  return actions.flatMap((action) => (action.kind === 'category' ? action.category : []));
}

/** A UUID that says the same for the same action of the same run. */
function idOf(runId: string, ticketId: string, index: number): string {
  const hex = createHash('sha256').update(`${runId.toLowerCase()}:${ticketId}:${index}`).digest('hex');
  const [a, b, c, d, e] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20), hex.slice(20, 32)];
  return `${a}-${b}-8${c}-8${d}-${e}`;
}
