import type { Config } from '../config/config';
import { DiskStore } from './disk-store';
import type { FileStore } from './file-store';
import { S3Store } from './s3-store';

/** The store that the configuration names. */
export function openFileStore({ files }: Config): FileStore {
  return files.s3 ? new S3Store(files.s3) : new DiskStore(files.dir);
}
