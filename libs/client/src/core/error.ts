import { ERROR_STATUS, type ErrorBody, type ErrorCode, isRetryable } from '@app/contracts';

/** Faults that never reached a server, next to the wire's own codes. */
export type ClientErrorCode = 'NETWORK' | 'TIMEOUT';

/** The wire's codes and our own two. */
export type ParleyErrorCode = ErrorCode | ClientErrorCode;

/** The session is over or unusable: nothing to do but sign in again. */
const AUTH_CODES: ReadonlySet<string> = new Set<ParleyErrorCode>([
  'UNAUTHENTICATED',
  'TOKEN_INVALID',
  'TOKEN_EXPIRED',
  'SESSION_REVOKED',
]);

/**
 * Every failure that this library reports, from REST, socket or itself. Switch on `code`; `message` is for logs.
 * `status` is the HTTP status of the code, 0 when no server answered.
 */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  readonly code: ParleyErrorCode;
  readonly status: number;
  /** Maps an input path to what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;

  constructor(body: Partial<Omit<ErrorBody, 'code'>> & { code: ParleyErrorCode }, status?: number) {
    super(body.message ?? body.code);
    this.code = body.code;
    this.status = status ?? statusOf(body.code);
    this.fields = body.fields ?? {};
    this.requestId = body.requestId || null;
    this.retryAfterMs = body.retryAfterMs ?? null;
  }

  /** True when the same request may succeed later without the person changing anything. */
  get isRetryable(): boolean {
    return this.code === 'NETWORK' || this.code === 'TIMEOUT' || isRetryable(this.code);
  }

  /** True when the session, not the request, is at fault. */
  get isAuth(): boolean {
    return AUTH_CODES.has(this.code);
  }
}

/** Anything thrown, as a ParleyError; a programming error of ours stays what it is. */
export function toParleyError(thrown: unknown): ParleyError {
  if (thrown instanceof ParleyError) return thrown;
  throw thrown;
}

function statusOf(code: ParleyErrorCode): number {
  return code in ERROR_STATUS ? ERROR_STATUS[code as ErrorCode] : 0;
}
