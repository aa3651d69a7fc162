import type { TicketPriority } from './support-ticket';
import type { TicketCategory } from './ticket-category';

export const SLA_TARGETS = ['firstResponse', 'nextResponse', 'resolution'] as const;
export type SlaTarget = (typeof SLA_TARGETS)[number];

/** One promise about a ticket as it now stands. Times are ISO 8601 and already take business hours and pauses into account. */
export interface SlaClockDto {
  /** Milliseconds of open time promised, and used so far. */
  targetMs: number;
  elapsedMs: number;
  /** When it is used up if nothing happens; the moment it was, when missed; null while paused, and when it was met in time. */
  dueAt: string | null;
  /** When 75 % are used up; null when that is past, and while paused. */
  warnAt: string | null;
  /** Stays: a late answer is late. */
  missedAt: string | null;
  metAt: string | null;
  isPaused: boolean;
}

/** For staff. Null: not promised, or nothing to answer. */
export interface TicketSlaDto {
  firstResponse: SlaClockDto | null;
  /** From the oldest unanswered message of the customer after the first answer. */
  nextResponse: SlaClockDto | null;
  resolution: SlaClockDto | null;
  missedNextResponses: number;
}

/** From one minute of the day to another, the end not included; 1440 is the midnight at its end. */
export interface BusinessBlockDto {
  /** 0 is Sunday. */
  weekday: number;
  from: number;
  to: number;
}

/** When the desk is open by the clocks of its zone; several blocks a day, none on a day off. */
export interface BusinessHoursDto {
  /** IANA name. */
  timeZone: string;
  blocks: BusinessBlockDto[];
  /** Local dates, YYYY-MM-DD. */
  holidays: string[];
}

/** What is promised for tickets of a priority (and category, when named); null: nothing. Milliseconds of open time. */
export interface SlaPolicyInput {
  priority: TicketPriority;
  category: TicketCategory | null;
  hours: BusinessHoursDto;
  firstResponseMs: number | null;
  nextResponseMs: number | null;
  resolutionMs: number | null;
  /** A missed promise passes the ticket up to a lead by itself, once. Left out: it does not. */
  escalates?: boolean;
}

/** GET /api/sla-policies (staff); PUT the same shape (admins) replaces the one of that priority and category for tickets to come. */
export interface SlaPolicyDto extends SlaPolicyInput {
  escalates: boolean;
  /** Null: what Parley promises as long as nobody says otherwise. */
  updatedAt: string | null;
}
