import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachmentPath, thumbnailPath } from '@app/contracts';
import { buildPicture } from '../testing/build-picture';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson } from '../testing/test-person';
import { startS3, type TestS3 } from '../testing/test-s3';
import { S3Store } from './s3-store';

describe(S3Store.name, () => {
  let dir: string;
  let s3: TestS3;
  let server: TestApp;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-s3-'));
    s3 = await startS3(dir);
    const { endpoint, bucket, accessKey, secretKey } = s3.config;
    const env = { S3_ENDPOINT: endpoint.href, S3_BUCKET: bucket, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey };
    server = await startTestApp({ env });
  });

  afterAll(async () => {
    await server?.stop();
    await s3?.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('keeps uploads when the configuration names a bucket, and nothing on this machine', async () => {
    const amel = await buildPerson(server, { name: 'Amel' });
    const picture = await amel.upload(await buildPicture(), 'bike.png');
    const part = await amel.download(attachmentPath(picture.id), { range: 'bytes=1-3' });
    expect([part.status, await part.text()]).toEqual([206, 'PNG']);
    expect((await amel.download(thumbnailPath(picture.id))).status).toBe(200);
    expect(await readdir(server.filesDir, { recursive: true })).toEqual(['incoming']);
    await s3.close();
    const away = await amel.download(attachmentPath(picture.id));
    expect([away.status, await away.json()]).toMatchObject([503, { error: { code: 'UNAVAILABLE' } }]);
  });
});
