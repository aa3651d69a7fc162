import type { Readable } from 'node:stream';
import { AppError } from '../common/app-error';

/** Bytes from `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Where bytes are kept, by a random key that this server made. Putting the same key again replaces it; deleting what is not
 * there is fine.
 */
export interface FileStore {
  /** Takes over the bytes of a temporary file in the upload folder; it may be moved away or left for its owner to remove. */
  put(key: string, path: string, mimeType: string): Promise<void>;
  /** @throws GONE when there are no such bytes. */
  get(key: string, range?: ByteRange): Promise<Readable>;
  delete(key: string): Promise<void>;
}

/** Injection token of the file store that the configuration asks for. */
export const FILE_STORE = Symbol('FileStore');

/** The answer for a file that was there once. */
export function gone(): AppError {
  return new AppError('GONE', 'This file is gone.');
}
