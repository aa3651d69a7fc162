import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type AttachmentDto, attachmentPath, thumbnailPath } from '@app/contracts';
import { buildPicture } from '../testing/build-picture';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { FileResponse } from './file-response';

const TEXT = 'The bicycle is as good as new.';

describe(FileResponse.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let note: AttachmentDto;

  beforeAll(async () => {
    server = await startTestApp();
    amel = await buildPerson(server, { name: 'Amel' });
    note = await amel.upload(Buffer.from(TEXT), 'ملاحظة "1".txt');
  });

  afterAll(() => server?.stop());

  const get = (headers: Record<string, string> = {}) => amel.download(attachmentPath(note.id), headers);

  it('sends bytes that can do nothing on this site', async () => {
    const { headers } = await get();
    const expected = {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache, no-transform',
      'accept-ranges': 'bytes',
    };
    const sent = Object.keys(expected).map((name) => [name, headers.get(name)]);
    expect(Object.fromEntries(sent)).toEqual(expected);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="_+ __?1_?\.txt"; filename\*=UTF-8''%D9/);
  });

  it('shows only pictures in the page', async () => {
    const picture = await amel.upload(await buildPicture(), 'bike.png');
    expect((await amel.download(attachmentPath(picture.id))).headers.get('content-disposition')).toMatch(/^inline;/);
    const thumbnail = await amel.download(thumbnailPath(picture.id));
    expect(thumbnail.headers.get('content-disposition')).toMatch(/^inline; filename="bike.png.webp"/);
    expect((await amel.download(thumbnailPath(note.id))).status).toBe(403);
  });

  it.each([
    ['bytes=0-2', 'The', `bytes 0-2/${TEXT.length}`],
    ['bytes=4-', TEXT.slice(4), `bytes 4-29/${TEXT.length}`],
    ['bytes=-4', 'new.', `bytes 26-29/${TEXT.length}`],
    ['bytes=-999', TEXT, `bytes 0-29/${TEXT.length}`],
    ['bytes=26-999', 'new.', `bytes 26-29/${TEXT.length}`],
  ])('sends the part that %s asks for', async (range, text, contentRange) => {
    const response = await get({ range });
    expect([response.status, response.headers.get('content-range')]).toEqual([206, contentRange]);
    expect(Number(response.headers.get('content-length'))).toBe(text.length);
    expect(await response.text()).toBe(text);
  });

  it.each(['bytes=30-', 'bytes=-0', 'bytes=999-1000'])('has no part %s', async (range) => {
    const response = await get({ range });
    expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${TEXT.length}`]);
    expect(await response.json()).toMatchObject({ success: false, error: { code: 'RANGE' } });
  });

  it.each(['bytes=5-2', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=a-b', 'bytes=-'])(
    'sends all of it for %s',
    async (range) => {
      const response = await get({ range });
      expect([response.status, await response.text()]).toEqual([200, TEXT]);
    },
  );

  it('sends what a reader has only when it is another', async () => {
    const tag = (await get()).headers.get('etag') ?? '';
    expect((await get({ 'if-none-match': tag })).status).toBe(304);
    expect((await get({ 'if-none-match': '"other"' })).status).toBe(200);
    expect((await get({ range: 'bytes=0-2', 'if-range': tag })).status).toBe(206);
    expect((await get({ range: 'bytes=0-2', 'if-range': '"other"' })).status).toBe(200);
  });

  it('answers GONE, as JSON, when the bytes are lost (B71)', async () => {
    const lost = await amel.upload(Buffer.from('soon lost'), 'lost.txt', { uploadId: randomUUID() });
    for (const part of await readdir(server.filesDir)) {
      if (part !== 'incoming') await rm(join(server.filesDir, part), { recursive: true });
    }
    const response = await amel.download(attachmentPath(lost.id));
    expect([response.status, response.headers.get('content-type')]).toEqual([410, 'application/json; charset=utf-8']);
    expect(await response.json()).toMatchObject({ error: { code: 'GONE' } });
  });

  it.each(['abc', '65f0c0ffee65f0c0ffee65f0a', '%E0%A4%A', '..%2f..%2fetc'])('refuses the id %s', async (id) => {
    expect((await amel.download(attachmentPath(id))).status).toBe(400);
  });
});
