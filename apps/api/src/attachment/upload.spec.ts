import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { attachmentPath, type ChatDto, type ErrorCode, thumbnailPath } from '@app/contracts';
import { buildPicture } from '../testing/build-picture';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type HttpAnswer, type TestPerson } from '../testing/test-person';
import { UploadService } from './upload.service';

const codeOf = ({ body }: HttpAnswer<unknown>): ErrorCode | null => (body.success ? null : body.error.code);

describe(UploadService.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let karim: TestPerson;
  let chat: ChatDto;
  let png: Buffer;

  beforeAll(async () => {
    server = await startTestApp();
    amel = await buildPerson(server, { name: 'Amel' });
    karim = await buildPerson(server, { name: 'Karim' });
    chat = await amel.chatWith(karim);
    png = await buildPicture();
  });

  afterAll(() => server?.stop());

  it('stores a picture, describes it, and serves it to its uploader alone', async () => {
    const picture = await amel.upload(png, 'bike.png');
    expect(picture).toMatchObject({ kind: 'image', name: 'bike.png', mimeType: 'image/png', width: 40, height: 30 });
    expect(picture.placeholder).toMatch(/^data:image\/webp;base64,/);
    const mine = await amel.download(attachmentPath(picture.id));
    expect(mine.status).toBe(200);
    expect(mine.headers.get('content-type')).toBe('image/png');
    expect(Number(mine.headers.get('content-length'))).toBe(picture.size);
    expect((await mine.arrayBuffer()).byteLength).toBe(picture.size);
    expect((await karim.download(attachmentPath(picture.id))).status).toBe(403);
    expect((await amel.download(thumbnailPath(picture.id))).headers.get('content-type')).toBe('image/webp');
  });

  it('sends it in a message that everybody in the chat can read', async () => {
    const picture = await amel.upload(png, 'bike.png');
    const { message } = await amel.send(chat.id, '', { attachmentIds: [picture.id] });
    expect(message).toMatchObject({ type: 'image', text: '', attachments: [picture] });
    expect((await karim.download(thumbnailPath(picture.id))).status).toBe(200);
    const stranger = await buildPerson(server);
    expect((await stranger.download(attachmentPath(picture.id))).status).toBe(403);
  });

  it('answers a repeated upload with the first one', async () => {
    const uploadId = randomUUID();
    const first = await amel.upload(png, 'bike.png', { uploadId });
    expect(await amel.upload(png, 'bike.png', { uploadId })).toEqual(first);
    const other = await amel.uploadForm({ uploadId }, [{ bytes: await buildPicture({ width: 10 }), name: 'bike.png' }]);
    expect([other.status, codeOf(other)]).toEqual([409, 'UPLOAD_ID_REUSED']);
  });

  it('leaves no temporary file, neither of what it stores nor of what it refuses', async () => {
    await amel.upload(png, 'bike.png');
    await amel.uploadForm({ uploadId: randomUUID() }, [{ bytes: Buffer.from('<html>'), name: 'page.png' }]);
    await amel.uploadForm({ uploadId: 'no id' }, [{ bytes: png, name: 'bike.png' }]);
    expect(await readdir(join(server.filesDir, 'incoming'))).toEqual([]);
  });
});
