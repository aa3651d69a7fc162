import type { TicketAction } from './support-ticket';
import type { Locale, UserDto } from './user';

/** Who of the staff may be given tickets, and how much they hold. GET /api/desk/agents. */
export interface AgentDto {
  user: UserDto;
  isOnline: boolean;
  /** Said by the person: tickets may come by themselves. */
  isAccepting: boolean;
  /** Tickets held at once before no more come by themselves; by hand there is no limit. */
  capacity: number;
  /** Assigned tickets that are new or open. */
  load: number;
}

/** PUT /api/desk/agents/me. */
export interface AcceptTicketsInput {
  isAccepting: boolean;
}

/** PUT /api/desk/agents/:userId; admins. */
export interface AgentCapacityInput {
  /** 0 to 200. */
  capacity: number;
}

/** Command `viewTicket`, repeated every `limits.focusHeartbeatMs` while the ticket is on screen; null: none is. */
export interface ViewTicketInput {
  ticketId: string | null;
  isReplying: boolean;
}

/** Fact `ticketViewers`, to the staff that looks at the ticket: everybody who does, the reader too. Best effort, never stored. */
export interface TicketViewersDto {
  ticketId: string;
  viewers: { user: UserDto; isReplying: boolean }[];
}

/** Text that is used often. `{{customer.name|friend}}` is filled in before it is sent; what is after the bar stands in for a missing value. */
export interface CannedReplyDto {
  id: string;
  /** Typed after `/`; lower case letters, digits and hyphens; unique among the team's, and among one's own. */
  shortcut: string;
  title: string;
  isTeam: boolean;
  variants: Partial<Record<Locale, string>>;
  updatedAt: string;
}

export interface CannedReplyInput {
  shortcut: string;
  title: string;
  /** Everybody on the desk may use and change team ones. */
  isTeam?: boolean;
  variants: Partial<Record<Locale, string>>;
}

/** What may stand in a canned reply or a macro's reply. */
export const REPLY_VARIABLES = [
  'customer.name',
  'agent.name',
  'ticket.number',
  'ticket.subject',
  'context.title',
] as const;
export type ReplyVariable = (typeof REPLY_VARIABLES)[number];
export type ReplyValues = Partial<Record<ReplyVariable, string>>;

const PLACEHOLDER = /\{\{\s*([a-z.]+)\s*(?:\|([^{}]*))?\}\}/g;

/** Fills in the variables: unknown ones and missing values become their fallback, or nothing. */
export function fillReply(text: string, values: ReplyValues): string {
  return text.replace(PLACEHOLDER, (_, name: string, fallback: string | undefined) => {
    const value = (values as Record<string, string | undefined>)[name];
    return value || (fallback ?? '').trim();
  });
}

/** The variant in the customer's language, else the first of English, French and Arabic that there is. */
export function variantFor<T>(variants: Partial<Record<Locale, T>>, language: Locale): T | undefined {
  return variants[language] ?? variants.en ?? variants.fr ?? variants.ar;
}

/** Several actions at once. POST /api/support-tickets/:ticketId/macros/:macroId `{clientRunId}` applies all of them or none. */
export interface MacroDto {
  id: string;
  name: string;
  isTeam: boolean;
  actions: TicketAction[];
  updatedAt: string;
}

export interface MacroInput {
  name: string;
  isTeam?: boolean;
  /** 1 to 10. */
  actions: TicketAction[];
}

export interface RunMacroInput {
  clientRunId: string;
}
