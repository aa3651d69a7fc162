import path from 'node:path';
import { ConfigError } from './config-error';

/** A bucket of an S3-compatible store. */
export interface S3Config {
  endpoint: URL;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
}

/** Where uploaded files are kept. */
export interface FilesConfig {
  /** Files, unless they go to S3, and what is on its way there. */
  dir: string;
  s3: S3Config | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Files are kept in a folder of this machine until a bucket is named. */
export function readFiles(env: Environment): FilesConfig {
  const dir = path.resolve(env.FILES_DIR || path.join(env.DATA_DIR || 'data', 'files'));
  return { dir, s3: env.S3_BUCKET ? readS3(env, env.S3_BUCKET) : null };
}

function readS3(env: Environment, bucket: string): S3Config {
  const endpoint = needed('S3_ENDPOINT', env.S3_ENDPOINT);
  if (!URL.canParse(endpoint)) throw new ConfigError('S3_ENDPOINT', 'is not a URL');
  const url = new URL(endpoint);
  if (!['http:', 'https:'].includes(url.protocol) || url.pathname !== '/') {
    throw new ConfigError('S3_ENDPOINT', 'is not an http(s) address without a path');
  }
  return {
    endpoint: url,
    bucket,
    region: env.S3_REGION || 'us-east-1',
    accessKey: needed('S3_ACCESS_KEY', env.S3_ACCESS_KEY),
    secretKey: needed('S3_SECRET_KEY', env.S3_SECRET_KEY),
  };
}

function needed(name: string, value: string | undefined): string {
  if (!value) throw new ConfigError(name, 'is not set, but S3_BUCKET is');
  return value;
}
