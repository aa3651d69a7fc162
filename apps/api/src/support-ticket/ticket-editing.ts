import type { SupportTicketDto, UpdateTicketInput } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { TicketCategories } from '../ticket-category/ticket-categories';
import type { SupportTicket } from './support-ticket.schema';
import { TicketAccess } from './ticket-access';
import { tagOf } from './ticket-change';
import { planOf, type TicketStep } from './ticket-plan';
import { snoozeUntil, TicketSnooze } from './ticket-snooze';
import { TicketWork } from './ticket-work';

/** A ticket's fields by hand, all of a request or none of it. */
@Injectable()
export class TicketEditing {
  constructor(
    private readonly access: TicketAccess,
    private readonly work: TicketWork,
    private readonly snoozes: TicketSnooze,
    private readonly categories: TicketCategories,
  ) {}

  /** An illegal step answers 409 and names the legal ones. */
  async update(actor: Actor, id: string, input: UpdateTicketInput): Promise<SupportTicketDto> {
    const ticket = await this.access.require(actor, id);
    await this.categories.requireKnown([input.category]);
    const changes = planOf(ticket, stepsOf(ticket, input));
    await this.snoozes.prepare(ticket, changes);
    return this.work.apply(actor, ticket, changes);
  }
}

function stepsOf(ticket: SupportTicket, input: UpdateTicketInput): TicketStep[] {
  const { state, priority, category, tags, snoozedUntil } = input;
  return [
    ...(priority ? [{ kind: 'priority' as const, priority }] : []),
    ...(category ? [{ kind: 'category' as const, category }] : []),
    ...(tags ? tagSteps(ticket.tags ?? [], [...new Set(tags.map(tagOf))]) : []),
    ...(snoozedUntil !== undefined ? [{ kind: 'snooze' as const, until: snoozeUntil(snoozedUntil) }] : []),
    // Last: nothing else may be asked of a closed ticket.
    ...(state ? [{ kind: 'state' as const, state }] : []),
  ];
}

function tagSteps(known: readonly string[], wanted: readonly string[]): TicketStep[] {
  const removed = known.filter((tag) => !wanted.includes(tag));
  const added = wanted.filter((tag) => !known.includes(tag));
  return [
    ...removed.map((tag) => ({ kind: 'removeTag' as const, tag })),
    ...added.map((tag) => ({ kind: 'addTag' as const, tag })),
  ];
}
