import { DEFAULT_LIMITS, type TicketCategory, type TicketPriority, type TicketState } from '@app/contracts';
import { AppError } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import type { SupportTicket } from './support-ticket.schema';
import {
  requireLegal,
  requireOpenTicket,
  type TicketChange,
  tagOf,
  toAssignee,
  toCategory,
  toEscalation,
  toPriority,
  toSnooze,
  toState,
  withoutTag,
  withTag,
} from './ticket-change';

/** One thing that somebody of the staff wants of a ticket; whom it names has been looked up. */
export type TicketStep =
  | { kind: 'state'; state: TicketState }
  | { kind: 'priority'; priority: TicketPriority }
  | { kind: 'category'; category: TicketCategory }
  | { kind: 'assign'; assigneeId: string | null }
  | { kind: 'addTag'; tag: string }
  | { kind: 'removeTag'; tag: string }
  | { kind: 'snooze'; until: Date | null }
  | { kind: 'escalate'; byId: string | null; leadId: string; reason: string }
  /** Words for the staff, and for the customer: what is said changes the ticket as if it had been said by hand. */
  | { kind: 'note' }
  | { kind: 'reply'; byId: string };

/** Only work that goes on is put off, or passed up. */
const AT_WORK: readonly TicketState[] = ['new', 'open', 'pending', 'on_hold'];

export function isAtWork({ state }: SupportTicket): boolean {
  return AT_WORK.includes(state);
}

/**
 * What the steps, one after the other, change about a ticket: all of it goes into one write. What is so already changes nothing.
 * Throws ILLEGAL_TRANSITION, naming the legal states, and CHAT_CLOSED for whatever else is asked of a closed ticket.
 */
export function planOf(ticket: SupportTicket, steps: readonly TicketStep[]): TicketChange[] {
  const changes: TicketChange[] = [];
  let current = ticket;
  for (const step of steps) {
    for (const change of changesOf(current, step)) {
      changes.push(change);
      current = { ...current, ...change.set };
    }
  }
  return changes;
}

function changesOf(ticket: SupportTicket, step: TicketStep): TicketChange[] {
  if (step.kind === 'state') return step.state === ticket.state ? [] : moveTo(ticket, step.state);
  requireOpenTicket(ticket);
  switch (step.kind) {
    case 'priority':
      return step.priority === ticket.priority ? [] : [toPriority(ticket, step.priority)];
    case 'category':
      return step.category === ticket.category ? [] : [toCategory(ticket, step.category)];
    case 'assign':
      return assignTo(ticket, step.assigneeId);
    case 'addTag':
      return addTag(ticket, tagOf(step.tag));
    case 'removeTag':
      return ticket.tags?.includes(tagOf(step.tag)) ? [withoutTag(ticket, tagOf(step.tag))] : [];
    case 'snooze':
      return snoozeTo(ticket, step.until);
    case 'escalate':
      return escalate(ticket, step);
    case 'note':
      return [];
    case 'reply':
      return reply(ticket, step.byId);
  }
}

function moveTo(ticket: SupportTicket, to: TicketState): TicketChange[] {
  requireLegal(ticket, to);
  // What is done with does not come back by itself.
  const wakes = !AT_WORK.includes(to) && ticket.snoozedUntil ? [toSnooze(ticket, null)] : [];
  return [toState(ticket, to), ...wakes];
}

/** Assigning and, from new, opening are one write: of two claims at once, one gets the ticket and the other CONFLICT. */
function assignTo(ticket: SupportTicket, assigneeId: string | null): TicketChange[] {
  if ((ticket.assigneeId?.toHexString() ?? null) === assigneeId) return [];
  const opens = assigneeId !== null && ticket.state === 'new';
  return [toAssignee(ticket, assigneeId), ...(opens ? [toState(ticket, 'open')] : [])];
}

function reply(ticket: SupportTicket, byId: string): TicketChange[] {
  if (ticket.assigneeId === null) return assignTo(ticket, byId);
  return ticket.state === 'new' ? [toState(ticket, 'open')] : [];
}

function addTag(ticket: SupportTicket, tag: string): TicketChange[] {
  if (ticket.tags?.includes(tag)) return [];
  if ((ticket.tags?.length ?? 0) >= DEFAULT_LIMITS.ticketTagsMax) {
    throw new AppError('VALIDATION', 'The ticket has too many tags.', {
      fields: { tags: `at most ${DEFAULT_LIMITS.ticketTagsMax}` },
    });
  }
  return [withTag(ticket, tag)];
}

function snoozeTo(ticket: SupportTicket, until: Date | null): TicketChange[] {
  if ((ticket.snoozedUntil?.getTime() ?? null) === (until?.getTime() ?? null)) return [];
  if (until) requireWork(ticket, 'snoozed');
  return [toSnooze(ticket, until)];
}

/** The lead has it now, and it is pressing. */
function escalate(ticket: SupportTicket, { byId, leadId, reason }: TicketStep & { kind: 'escalate' }): TicketChange[] {
  requireWork(ticket, 'escalated');
  const isPressing = ticket.priority === 'high' || ticket.priority === 'urgent';
  return [
    toEscalation(leadId, { at: new Date(), byId: byId === null ? null : toObjectId(byId), reason }),
    ...(isPressing ? [] : [toPriority(ticket, 'high')]),
    ...(ticket.snoozedUntil ? [toSnooze(ticket, null)] : []),
    ...assignTo(ticket, leadId),
  ];
}

function requireWork(ticket: SupportTicket, what: string): void {
  if (isAtWork(ticket)) return;
  throw new AppError(
    'ILLEGAL_TRANSITION',
    `Only a ticket that is ${AT_WORK.join(', ')} can be ${what}; this one is ${ticket.state}.`,
  );
}
