import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { type AttachmentDto, attachmentPath, DEFAULT_LIMITS, type DemoAccountDto, type Envelope } from '@app/contracts';
import { endAll, freePort, startNode } from '../../../scripts/testing/node-process';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'parley-upload-'));
const dataDir = path.join(scratch, 'data');
const incomingDir = path.join(dataDir, 'files', 'incoming');
const incoming = () => (existsSync(incomingDir) ? readdirSync(incomingDir) : []);

/** A text of so many bytes: its kind is known by all of it. */
const textOf = (bytes: number) => Buffer.alloc(bytes, 'parley\n');

/** What a browser does: through the web app's port, with a cookie and an origin. */
describe('an upload through the public port', () => {
  let url: string;
  let cookie: string;

  beforeAll(async () => {
    const port = await freePort();
    await startNode(['start.mjs'], { PORT: String(port), DATA_DIR: dataDir, RATE_LIMITS: 'off' }).seen(
      'Parley runs at',
    );
    url = `http://localhost:${port}`;
    const accounts = (await (await fetch(`${url}/api/auth/demo-accounts`)).json()) as Envelope<DemoAccountDto[]>;
    if (!accounts.success) throw new Error(accounts.error.message);
    const answer = await fetch(`${url}/api/auth/demo-login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ accountId: accounts.data[0]?.id }),
    });
    cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  }, 240_000);

  afterAll(async () => {
    await endAll();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  });

  const upload = async (bytes: Buffer, origin = url) => {
    const form = new FormData();
    form.append('uploadId', randomUUID());
    form.append('file', new Blob([new Uint8Array(bytes)]), 'notes.txt');
    const response = await fetch(`${url}/api/attachments`, { method: 'POST', headers: { cookie, origin }, body: form });
    return { status: response.status, body: (await response.json()) as Envelope<AttachmentDto> };
  };

  it('takes the largest file there may be, and gives back any part of it', async () => {
    const bytes = textOf(DEFAULT_LIMITS.attachmentMaxBytes);
    const { body } = await upload(bytes);
    if (!body.success) throw new Error(body.error.code);
    expect(body.data.size).toBe(bytes.length);
    const last = await fetch(`${url}${attachmentPath(body.data.id)}`, { headers: { cookie, range: 'bytes=-20' } });
    expect(last.status).toBe(206);
    expect(Buffer.from(await last.arrayBuffer())).toEqual(bytes.subarray(-20));
  });

  it('refuses one byte more, and a page of another origin, in words', async () => {
    const larger = await upload(textOf(DEFAULT_LIMITS.attachmentMaxBytes + 1));
    expect([larger.status, larger.body]).toMatchObject([413, { error: { code: 'TOO_LARGE' } }]);
    const foreign = await upload(textOf(10), 'https://evil.example');
    expect([foreign.status, foreign.body]).toMatchObject([403, { error: { code: 'BAD_ORIGIN' } }]);
  });

  it('leaves nothing of what is cut off half-way', async () => {
    const boundary = 'cut';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="notes.txt"\r\n\r\n`;
    const headers = {
      cookie,
      origin: url,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': 4_000_000,
    };
    const sending = request(`${url}/api/attachments`, { method: 'POST', headers });
    sending.on('error', () => undefined);
    sending.write(head);
    sending.write(textOf(2_000_000));
    await until(() => incoming().length === 1);
    sending.destroy();
    await until(() => incoming().length === 0);
    expect((await upload(textOf(10))).status).toBe(200);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}
