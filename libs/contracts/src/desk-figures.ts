import type { TicketCategory } from './ticket-category';
import type { UserDto } from './user';

/** Whole days by the clocks of `timeZone`, both included; at most 366. Leads (admins) see everybody, agents the whole and themselves. */
export interface DeskFiguresQuery {
  from: string;
  to: string;
  timeZone?: string;
}

/** Milliseconds of wall time; null when there was none. */
export interface SpreadDto {
  count: number;
  medianMs: number | null;
  p90Ms: number | null;
}

/** Promises kept and broken among those that were decided in the time. */
export interface AttainmentDto {
  met: number;
  missed: number;
}

export interface RatingFiguresDto {
  count: number;
  /** 1 to 5. */
  mean: number | null;
  /** Per cent of scores 4 and 5. */
  satisfiedPercent: number | null;
}

export interface DeskSummaryDto {
  opened: number;
  solved: number;
  reopened: number;
  firstResponse: SpreadDto;
  resolution: SpreadDto;
  sla: AttainmentDto;
  rating: RatingFiguresDto;
}

export interface DeskDayDto extends DeskSummaryDto {
  /** YYYY-MM-DD. */
  day: string;
  /** Unsolved tickets at its end. */
  backlog: number;
}

export interface DeskFiguresDto {
  from: string;
  to: string;
  timeZone: string;
  total: DeskSummaryDto;
  /** Unsolved tickets now. */
  backlog: number;
  byDay: DeskDayDto[];
  byAgent: (DeskSummaryDto & { agent: UserDto })[];
  byCategory: (DeskSummaryDto & { category: TicketCategory })[];
}
