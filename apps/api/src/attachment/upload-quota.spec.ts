import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type HttpAnswer, type TestPerson } from '../testing/test-person';
import { UploadQuota } from './upload-quota';

const outcome = ({ status, body }: HttpAnswer<unknown>) => [status, body.success ? null : body.error.code];
const upload = async (person: TestPerson, bytes: number) =>
  person.uploadForm({ uploadId: randomUUID() }, [{ bytes: Buffer.alloc(bytes, 'a'), name: 'a.txt' }]);

describe(UploadQuota.name, () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startTestApp({ limits: { uploadsPerDayMaxBytes: 100_000 } });
  });

  afterAll(() => server?.stop());

  it('ends with the bytes of a day, for each person (B69)', async () => {
    const [amel, karim] = [await buildPerson(server), await buildPerson(server)];
    expect(outcome(await upload(amel, 60_000))).toEqual([200, null]);
    expect(outcome(await upload(amel, 60_000))).toEqual([413, 'QUOTA']);
    expect(outcome(await upload(karim, 60_000))).toEqual([200, null]);
    expect(outcome(await upload(amel, 30_000))).toEqual([200, null]);
  });

  it('is not got past by many at once', async () => {
    const amel = await buildPerson(server);
    const answers = await Promise.all(Array.from({ length: 5 }, () => upload(amel, 60_000)));
    expect(answers.map(outcome).sort()).toEqual([[200, null], ...Array(4).fill([413, 'QUOTA'])]);
  });

  it('gives back the room of what failed', async () => {
    const amel = await buildPerson(server);
    for (let i = 0; i < 3; i++) {
      const page = { bytes: Buffer.alloc(60_000, '<html>'), name: 'a.txt' };
      expect(outcome(await amel.uploadForm({ uploadId: randomUUID() }, [page]))).toEqual([415, 'FILE_TYPE']);
    }
    expect(outcome(await upload(amel, 60_000))).toEqual([200, null]);
  });
});

describe('the rate of uploads', () => {
  it('is 20 in an hour, and those cut off do not count', async () => {
    const server = await startTestApp({ env: { RATE_LIMITS: 'on' } });
    const amel = await buildPerson(server);
    for (let i = 0; i < 25; i++) {
      const headers = {
        authorization: `Bearer ${amel.session.accessToken}`,
        'content-type': 'multipart/form-data; boundary=b',
      };
      await fetch(`${server.url}/api/attachments`, { method: 'POST', headers, body: '--b\r\ncut' });
    }
    for (let i = 0; i < 20; i++) expect(outcome(await upload(amel, 10))).toEqual([200, null]);
    const refused = await upload(amel, 10);
    expect(outcome(refused)).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
    await server.stop();
  });
});
