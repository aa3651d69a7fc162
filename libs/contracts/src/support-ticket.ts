import type { ChatContextDto, ChatContextInput } from './chat';
import type { TicketSlaDto } from './sla';
import type { TicketCategory } from './ticket-category';
import type { Locale, UserDto } from './user';

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

export const TICKET_HISTORY_FIELDS = [
  'state',
  'assignee',
  'priority',
  'category',
  'tag',
  'snooze',
  'escalation',
  'merge',
  'link',
  'rating',
] as const;
export type TicketHistoryField = (typeof TICKET_HISTORY_FIELDS)[number];

/** Who did what to a ticket, oldest first. Staff see it whole; customers see state changes through the thread. */
export interface TicketHistoryDto {
  at: string;
  actorId: string | null;
  field: TicketHistoryField;
  /** A state, a person's id, a priority, a category, a tag, a moment (ISO 8601) or another ticket's number, as the field says. */
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
  /** The listing, booking or order that it is about, as it was when it was opened. */
  context: ChatContextDto | null;
  /** The closed ticket that this one follows, and the older one that it was merged into: where a reader goes instead. */
  followUpOf: TicketRefDto | null;
  mergedInto: TicketRefDto | null;
  rating: TicketRatingDto | null;
  solvedAt: string | null;
  closedAt: string | null;
  createdAt: string;
  updatedAt: string;
  /** Null for the customer, as the history and `desk`. */
  sla: TicketSlaDto | null;
  history: TicketHistoryDto[] | null;
  desk: TicketDeskDto | null;
}

export interface TicketRefDto {
  ticketId: string;
  number: number;
}

/** What only the staff sees of a ticket. Whatever is internal goes in here, so that leaving it out is one null. */
export interface TicketDeskDto {
  tags: string[];
  /** The customer's, when the ticket was opened; replies and views go by it. */
  language: Locale;
  isGuest: boolean;
  /** Out of the queue until then; a customer's reply brings it back at once. */
  snoozedUntil: string | null;
  escalation: TicketEscalationDto | null;
  links: TicketRefDto[];
  /** The younger tickets that were merged into this one. `undoUntil` is null when it is too late. */
  merged: (TicketRefDto & { chatId: string; undoUntil: string | null })[];
  noteCount: number;
  /** Set when the ticket was made from a chat: GET /api/support-tickets/:id/evidence has the frozen copy. */
  hasEvidence: boolean;
  archivedAt: string | null;
}

export interface TicketEscalationDto {
  at: string;
  /** Null: by itself, as a promise was missed whose policy says so; then `reason` is empty. */
  by: UserDto | null;
  reason: string;
}

/** CSAT: once per resolution by hand, at most one a week per customer. `score` is null while it is asked for. */
export interface TicketRatingDto {
  askedAt: string;
  /** 1 (bad) to 5 (good). */
  score: number | null;
  comment: string | null;
}

/** PUT /api/support-tickets/:ticketId/rating; by the customer alone, changeable for a week after it was asked for. */
export interface RateTicketInput {
  score: number;
  comment?: string;
}

/** Staff's own words about a ticket. Kept apart from messages: no outlet that a customer, or their marketplace, reads knows of them. */
export interface TicketNoteDto {
  id: string;
  /** The ticket it was written on; after a merge the surviving one shows it too. */
  ticketId: string;
  author: UserDto;
  text: string;
  createdAt: string;
}

export interface CreateNoteInput {
  text: string;
  /** A UUID made once by the client: a replay returns the first note. */
  clientNoteId: string;
}

export interface CreateTicketInput {
  subject: string;
  category: TicketCategory;
  /** Becomes the first message of the ticket's chat. */
  description: string;
  /** A UUID made once by the client: a replay returns the first ticket. */
  clientMsgId: string;
  /** Files of POST /api/attachments for the first message. */
  attachmentIds?: string[];
  context?: ChatContextInput;
  /** The caller's own closed ticket. */
  followUpOf?: string;
}

export interface UpdateTicketInput {
  state?: TicketState;
  priority?: TicketPriority;
  category?: TicketCategory;
  /** The whole list: at most `limits.ticketTagsMax`, folded to lower case, each at most 40 code points. */
  tags?: string[];
  /** In the future, at most 90 days away (ISO 8601); null brings it back. */
  snoozedUntil?: string | null;
}

export interface EscalateTicketInput {
  /** For the lead, never for the customer. */
  reason: string;
  /** An admin; left out: whoever of them has the least to do. */
  leadId?: string;
}

/** POST /api/support-tickets/:ticketId/merge answers the surviving ticket; DELETE, on the merged one and within a day, gives it back. */
export interface MergeTicketInput {
  /** Of the two the older one survives, whichever is named. */
  withId: string;
}

/** POST /api/support-tickets/:ticketId/links; DELETE .../links/:otherId. Each of the two names the other. */
export interface LinkTicketInput {
  ticketId: string;
}

/** One step of a macro or of a bulk change. */
export type TicketAction =
  | { kind: 'state'; state: TicketState }
  | { kind: 'priority'; priority: TicketPriority }
  | { kind: 'category'; category: TicketCategory }
  /** `me`: whoever applies it. */
  | { kind: 'assign'; assigneeId: string | 'me' | null }
  | { kind: 'addTag'; tag: string }
  | { kind: 'removeTag'; tag: string }
  | { kind: 'snooze'; hours: number }
  | { kind: 'escalate'; reason: string }
  | { kind: 'note'; text: string }
  /** In the customer's language, else in the first there is; variables are filled in. */
  | { kind: 'reply'; variants: Partial<Record<Locale, string>> };

/** The same actions on many tickets, each whole or not at all; POST /api/support-tickets/bulk. */
export interface BulkTicketsInput {
  /** At most `limits.pageMax`. */
  ticketIds: string[];
  actions: TicketAction[];
  /** A UUID: a replay sends no reply and writes no note again. */
  clientRunId: string;
}

export interface BulkResultDto {
  ticketId: string;
  /** Null when it was done. */
  error: { code: string; message: string } | null;
}

/** A named query of the queue; personal, or of the whole team (made by admins). */
export interface SavedViewDto {
  id: string;
  name: string;
  isTeam: boolean;
  query: SavedViewQuery;
}

export type SavedViewQuery = Omit<TicketListQuery, 'cursor' | 'limit'>;

export interface SavedViewInput {
  name: string;
  isTeam?: boolean;
  query: SavedViewQuery;
}

export interface AssignTicketInput {
  /** An agent's or admin's id; the caller's own id claims the ticket. */
  assigneeId: string | null;
  /**
   * Whoever is believed to have it: CONFLICT when it is somebody else by now. Left out, a claim for oneself is for a ticket that nobody
   * has, and anything else takes it from whoever has it.
   */
  expectedAssigneeId?: string | null;
}

/**
 * `due`: those with a promise that is running out, the nearest first; missed ones are at its top. `closed` ones that the retention policy
 * took away are only in `archived`; snoozed ones only in `snoozed`.
 */
export const TICKET_VIEWS = ['mine', 'unassigned', 'all', 'due', 'escalated', 'snoozed', 'archived'] as const;
export type TicketView = (typeof TICKET_VIEWS)[number];

/** Customers always get their own tickets; `view` is for staff. */
export interface TicketListQuery {
  view?: TicketView;
  state?: TicketState;
  category?: TicketCategory;
  priority?: TicketPriority;
  tag?: string;
  language?: Locale;
  assigneeId?: string;
  /** Staff: the tickets of one customer. */
  requesterId?: string;
  cursor?: string;
  limit?: number;
}
