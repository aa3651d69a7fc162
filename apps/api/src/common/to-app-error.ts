import { HttpException } from '@nestjs/common';
import {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { AppError } from './app-error';

/** MongoDB's code for a disk that is full, also sent by the embedded database. */
const OUT_OF_DISK_SPACE = 14_031;

/** Express and body-parser mark their refusals with a `type`. */
const BODY_ERRORS: Record<string, AppError> = {
  'entity.parse.failed': new AppError('BAD_JSON', 'The body is not valid JSON.'),
  'entity.too.large': new AppError('TOO_LARGE', 'The body is larger than 100 KB.'),
  'encoding.unsupported': new AppError('UNSUPPORTED_MEDIA_TYPE', 'This content encoding is not supported.'),
  'charset.unsupported': new AppError('UNSUPPORTED_MEDIA_TYPE', 'This charset is not supported.'),
  'request.aborted': new AppError('BAD_JSON', 'The body was cut off.'),
  'request.size.invalid': new AppError('BAD_JSON', 'The body is not as long as announced.'),
};

/** Turns anything thrown into the error that may be shown. What is not expected becomes INTERNAL and must be logged. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof HttpException) return fromHttp(thrown);
  if (thrown instanceof URIError) return new AppError('VALIDATION', 'The address is not valid.');
  if (thrown instanceof MongoError) return fromMongo(thrown);
  if (isDiskFull(thrown)) return storageFull();
  const type = (thrown as { type?: unknown } | null)?.type;
  const known = typeof type === 'string' ? BODY_ERRORS[type] : undefined;
  if (known) return known;
  const status = (thrown as { status?: unknown } | null)?.status;
  if (status === 400) return new AppError('VALIDATION', 'The request is not valid.');
  return internal();
}

function fromHttp(thrown: HttpException): AppError {
  switch (thrown.getStatus()) {
    case 400:
      return thrown.message.startsWith('Failed to decode param')
        ? new AppError('VALIDATION', 'The address is not valid.')
        : new AppError('VALIDATION', 'The request is not valid.');
    case 401:
      return new AppError('UNAUTHENTICATED', 'Sign in first.');
    case 403:
      return new AppError('FORBIDDEN', 'You do not have access to this.');
    case 404:
      return new AppError('NOT_FOUND', 'There is nothing at this address.');
    case 413:
      return new AppError('TOO_LARGE', 'What was sent is larger than allowed.');
    case 415:
      return new AppError('UNSUPPORTED_MEDIA_TYPE', 'Send JSON.');
    case 503:
      return new AppError('UNAVAILABLE', 'The service is not ready. Try again soon.');
    default:
      return internal();
  }
}

function fromMongo(thrown: MongoError): AppError {
  if (thrown.code === OUT_OF_DISK_SPACE) return storageFull();
  if (isDatabaseAway(thrown)) {
    return new AppError('UNAVAILABLE', 'The database is not reachable. Try again soon.', { retryAfterMs: 1_000 });
  }
  return internal();
}

function isDatabaseAway(thrown: unknown): boolean {
  // A bulk carries what ended it as if it were the database's answer.
  if (thrown instanceof MongoBulkWriteError) return isDatabaseAway(thrown.errorResponse);
  return (
    thrown instanceof MongoNetworkError ||
    thrown instanceof MongoServerSelectionError ||
    thrown instanceof MongoNotConnectedError ||
    thrown instanceof MongoTopologyClosedError
  );
}

/** A write of our own to the disk, such as an upload's. */
function isDiskFull(thrown: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((thrown as { code?: string } | null)?.code ?? '');
}

function storageFull(): AppError {
  return new AppError('STORAGE_FULL', 'The server has no space left to write.', { retryAfterMs: 5_000 });
}

function internal(): AppError {
  return new AppError('INTERNAL', 'Something went wrong on our side.');
}
