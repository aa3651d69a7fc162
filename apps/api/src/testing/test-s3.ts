import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { S3Config } from '../config/files';

export interface TestS3 {
  config: S3Config;
  close(): Promise<void>;
}

/** A real S3-compatible server on this machine, with one bucket. */
export async function startS3(dir: string): Promise<TestS3> {
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(dir, 's3'),
    configureBuckets: [{ name: 'parley', configs: [] }],
  });
  const { port } = (await server.run()) as AddressInfo;
  let closing: Promise<void> | undefined;
  return {
    config: {
      endpoint: new URL(`http://127.0.0.1:${port}`),
      bucket: 'parley',
      region: 'us-east-1',
      accessKey: 'S3RVER',
      secretKey: 'S3RVER',
    },
    close: () => {
      closing ??= server.close();
      return closing;
    },
  };
}
