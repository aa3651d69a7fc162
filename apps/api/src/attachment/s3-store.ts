import type { Readable } from 'node:stream';
import { Client, S3Error } from 'minio';
import { AppError } from '../common/app-error';
import type { S3Config } from '../config/files';
import { type ByteRange, type FileStore, gone } from './file-store';

/** Refusals of a store that will take the same request later. */
const PASSING = new Set(['SlowDown', 'ServiceUnavailable', 'InternalError', 'RequestTimeout']);

/** Files in a bucket of an S3-compatible store. The bucket must exist and be private: this server decides who reads. */
export class S3Store implements FileStore {
  private readonly client: Client;
  private readonly bucket: string;

  constructor({ endpoint, bucket, region, accessKey, secretKey }: S3Config) {
    this.bucket = bucket;
    this.client = new Client({
      endPoint: endpoint.hostname,
      port: endpoint.port ? Number(endpoint.port) : undefined,
      useSSL: endpoint.protocol === 'https:',
      region,
      accessKey,
      secretKey,
    });
  }

  async put(key: string, path: string, mimeType: string): Promise<void> {
    await this.ask(() => this.client.fPutObject(this.bucket, key, path, { 'Content-Type': mimeType }));
  }

  get(key: string, range?: ByteRange): Promise<Readable> {
    if (!range) return this.ask(() => this.client.getObject(this.bucket, key));
    const { start, end } = range;
    return this.ask(() => this.client.getPartialObject(this.bucket, key, start, end - start + 1));
  }

  async delete(key: string): Promise<void> {
    await this.ask(() => this.client.removeObject(this.bucket, key));
  }

  /** What the store refuses is a fault of the configuration and is logged; that it is away passes by itself. */
  private async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof S3Error)) throw away();
      if (error.code === 'NoSuchKey') throw gone();
      throw PASSING.has(error.code ?? '') ? away() : error;
    }
  }
}

function away(): AppError {
  return new AppError('UNAVAILABLE', 'The file store is not reachable. Try again soon.', { retryAfterMs: 2_000 });
}
