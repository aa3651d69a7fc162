import { ERROR_STATUS, type ErrorCode } from '@app/contracts';

/** An expected refusal with a stable code. Thrown anywhere, mapped to the envelope at the edge. */
export class AppError extends Error {
  readonly fields?: Record<string, string>;
  readonly retryAfterMs?: number;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: { fields?: Record<string, string>; retryAfterMs?: number } = {},
  ) {
    super(message);
    this.fields = details.fields;
    this.retryAfterMs = details.retryAfterMs;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** The one answer for a foreign and for an unknown id, so that ids cannot be probed. */
export function forbidden(): AppError {
  return new AppError('FORBIDDEN', 'You do not have access to this.');
}
