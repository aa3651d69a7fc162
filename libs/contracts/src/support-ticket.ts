import type { TicketSlaDto } from './sla';
import type { UserDto } from './user';

export const TICKET_CATEGORIES = ['general', 'booking', 'destination', 'complaint'] as const;
export type TicketCategory = (typeof TICKET_CATEGORIES)[number];

export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

export const TICKET_STATES = ['new', 'open', 'pending', 'on_hold', 'solved', 'closed'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** What an agent may set by hand from each state; a customer's reply opens pending, on_hold and solved by itself. */
export const TICKET_TRANSITIONS: Record<TicketState, readonly TicketState[]> = {
  new: ['open', 'pending', 'on_hold', 'solved'],
  open: ['pending', 'on_hold', 'solved'],
  pending: ['open', 'on_hold', 'solved'],
  on_hold: ['open', 'pending', 'solved'],
  solved: ['open', 'closed'],
  closed: [],
};

/** Who did what to a ticket, oldest first. Staff see it whole; customers see state changes through the thread. */
export interface TicketHistoryDto {
  at: string;
  actorId: string | null;
  field: 'state' | 'assignee' | 'priority';
  from: string | null;
  to: string | null;
}

export interface SupportTicketDto {
  id: string;
  /** Shown as #1042; unique, rising. */
  number: number;
  subject: string;
  category: TicketCategory;
  priority: TicketPriority;
  state: TicketState;
  requester: UserDto;
  assignee: UserDto | null;
  chatId: string;
  /** True while the customer's last message has no public answer. */
  isAwaitingReply: boolean;
  createdAt: string;
  updatedAt: string;
  /** Null for the customer, as the history. */
  sla: TicketSlaDto | null;
  history: TicketHistoryDto[] | null;
}

export interface CreateTicketInput {
  subject: string;
  category: TicketCategory;
  /** Becomes the first message of the ticket's chat. */
  description: string;
  /** A UUID made once by the client: a replay returns the first ticket. */
  clientMsgId: string;
}

export interface UpdateTicketInput {
  state?: TicketState;
  priority?: TicketPriority;
}

export interface AssignTicketInput {
  /** An agent's or admin's id; the caller's own id claims the ticket. */
  assigneeId: string | null;
}

/** `due`: those with a promise that is running out, the nearest first; missed ones are at its top. */
export const TICKET_VIEWS = ['mine', 'unassigned', 'all', 'due'] as const;
export type TicketView = (typeof TICKET_VIEWS)[number];

/** Customers always get their own tickets; `view` is for staff. */
export interface TicketListQuery {
  view?: TicketView;
  state?: TicketState;
  cursor?: string;
  limit?: number;
}
