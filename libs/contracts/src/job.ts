/**
 * `waiting`: its time has not come, or nobody has begun it; `failing`: the last try failed, and another one follows by itself;
 * `dropped`: an admin took it out after it had failed.
 */
export const JOB_STATES = ['waiting', 'running', 'failing', 'done', 'dropped'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What is asked for: `open` is everything that is not over yet, `over` what is done or dropped, of the last days. */
export const JOB_FILTERS = ['open', 'failing', 'over'] as const;
export type JobFilter = (typeof JOB_FILTERS)[number];

/** Something that the server does at a time, by itself, until it has worked. */
export interface JobDto {
  id: string;
  /** What is done, for instance 'broadcast.deliver'. */
  kind: string;
  /** What it is done to: ids, never what people wrote. */
  key: string;
  state: JobState;
  attempts: number;
  /** Of the last try that failed, also when a later one worked. */
  lastError: string | null;
  failedAt: string | null;
  /** When it was asked for. */
  runAt: string;
  /** When it is tried next; null while it runs and once it is over. */
  nextRunAt: string | null;
  /** When it was done or dropped. */
  endedAt: string | null;
}

export interface JobListQuery {
  filter?: JobFilter;
  kind?: string;
  cursor?: string;
  limit?: number;
}

export interface JobFiguresDto {
  open: number;
  failing: number;
  /** What this server knows how to do, in order. */
  kinds: string[];
}
