/** Every stable error code of the wire, with its HTTP status. A code is never renamed; clients switch on it. */
export const ERROR_STATUS = {
  BAD_JSON: 400,
  VALIDATION: 400,
  BAD_CURSOR: 400,
  BAD_HOST: 400,
  EMPTY_AUDIENCE: 400,
  UNKNOWN_EVENT: 400,
  UNAUTHENTICATED: 401,
  TOKEN_INVALID: 401,
  TOKEN_EXPIRED: 401,
  SESSION_REVOKED: 401,
  BAD_CREDENTIALS: 401,
  FORBIDDEN: 403,
  BAD_ORIGIN: 403,
  BLOCKED: 403,
  NOT_FOUND: 404,
  USER_NOT_FOUND: 404,
  CLIENT_MSG_ID_REUSED: 409,
  CHAT_CLOSED: 409,
  EDIT_WINDOW_CLOSED: 409,
  MESSAGE_DELETED: 409,
  TOO_MANY_REACTIONS: 409,
  TOO_MANY_PINS: 409,
  GROUP_FULL: 409,
  LOCKED: 409,
  ATTACHMENT_USED: 409,
  UPLOAD_ID_REUSED: 409,
  OFFER_LIVE: 409,
  OFFER_CLOSED: 409,
  CALL_BUSY: 409,
  CALL_TAKEN: 409,
  CALL_ENDED: 409,
  EMAIL_TAKEN: 409,
  BROADCAST_ID_REUSED: 409,
  IDEMPOTENCY_KEY_REUSED: 409,
  ILLEGAL_TRANSITION: 409,
  CONFLICT: 409,
  GONE: 410,
  /** With itself, with another customer's, or merged already. */
  NOT_MERGEABLE: 422,
  TOO_LARGE: 413,
  QUOTA: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  FILE_TYPE: 415,
  RANGE: 416,
  RATE_LIMITED: 429,
  TOO_MANY_CONNECTIONS: 429,
  INTERNAL: 500,
  BUSY: 503,
  STORAGE_FULL: 503,
  UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Faults that pass by themselves: an outbox retries them for ever; every other code is final and is shown. */
const RETRYABLE: ReadonlySet<string> = new Set<ErrorCode>([
  'TOKEN_EXPIRED',
  'RATE_LIMITED',
  'TOO_MANY_CONNECTIONS',
  'INTERNAL',
  'BUSY',
  'STORAGE_FULL',
  'UNAVAILABLE',
]);

/** True when the same request may succeed later without the person changing anything. */
export function isRetryable(code: string): boolean {
  return RETRYABLE.has(code);
}

/** The `error` member of the envelope. `fields` maps an input path to what is wrong with it; input is never echoed. */
export interface ErrorBody {
  code: ErrorCode;
  message: string;
  fields?: Record<string, string>;
  requestId: string;
  /** Milliseconds to wait before a retry; on RATE_LIMITED and BUSY. */
  retryAfterMs?: number;
}

export interface Success<T> {
  success: true;
  data: T;
}

export interface Failure {
  success: false;
  error: ErrorBody;
}

/** The one envelope of HTTP bodies and socket acks. */
export type Envelope<T> = Success<T> | Failure;
