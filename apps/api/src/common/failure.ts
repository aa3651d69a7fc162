import { randomUUID } from 'node:crypto';
import type { Failure } from '@app/contracts';
import type { AppError } from './app-error';

/** The envelope of a refusal; `requestId` finds it in the logs. */
export function toFailure(error: AppError, requestId: string = randomUUID()): Failure {
  return {
    success: false,
    error: {
      code: error.code,
      message: error.message,
      ...(error.fields && { fields: error.fields }),
      requestId,
      ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
    },
  };
}
