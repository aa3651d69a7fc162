import { randomUUID } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AttachmentDto, attachmentPath, type ChatDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Attachment } from '../attachment/attachment.schema';
import { AttachmentService } from '../attachment/attachment.service';
import { ChatCache, type LiveChat } from '../chat/chat-cache';
import { buildPicture } from '../testing/build-picture';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { FileSweeper } from './file-sweeper';

const HOUR_MS = 3_600_000;

describe(FileSweeper.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let chat: ChatDto;
  let rows: Model<Attachment>;

  beforeAll(async () => {
    server = await startTestApp();
    amel = await buildPerson(server, { name: 'Amel' });
    chat = await amel.chatWith(await buildPerson(server, { name: 'Karim' }));
    await mkdir(server.filesDir, { recursive: true });
    rows = server.app.get(getModelToken(Attachment.name));
  });

  afterAll(() => server?.stop());

  const sweep = (hoursFromNow: number) => server.app.get(FileSweeper).sweep(Date.now() + hoursFromNow * HOUR_MS);
  const picture = async () => amel.upload(await buildPicture(), 'bike.png');
  const statusOf = async ({ id }: AttachmentDto) => (await amel.download(attachmentPath(id))).status;
  const filesStored = async () =>
    (await readdir(server.filesDir, { recursive: true })).filter((name) => name.includes('-'));

  it('removes an upload that nobody sent within a day, bytes and all', async () => {
    const before = await filesStored();
    const upload = await picture();
    expect(await filesStored()).toHaveLength(before.length + 2);
    expect(await sweep(23)).toBe(0);
    expect(await statusOf(upload)).toBe(200);
    expect(await sweep(25)).toBe(1);
    expect(await statusOf(upload)).toBe(403);
    expect(await filesStored()).toEqual(before);
  });

  it('keeps what was sent, also when it was deleted since', async () => {
    const [sent, deleted] = [await picture(), await picture()];
    await amel.send(chat.id, '', { attachmentIds: [sent.id] });
    const { message } = await amel.send(chat.id, '', { attachmentIds: [deleted.id] });
    await amel.call('DELETE', `/messages/${message.id}`);
    expect(await sweep(25)).toBe(0);
    expect(await sweep(1_000)).toBe(0);
    expect([await statusOf(sent), await statusOf(deleted)]).toEqual([200, 410]);
  });

  it('removes what was claimed for a message that a crash kept from being stored', async () => {
    const upload = await picture();
    const live = (await server.app.get(ChatCache).get(chat.id)) as LiveChat;
    await server.app.get(AttachmentService).claim(live, amel.id, randomUUID(), [upload.id]);
    expect(await sweep(0.5)).toBe(0);
    expect(await sweep(2)).toBe(1);
    expect(await rows.countDocuments({ _id: upload.id })).toBe(0);
  });

  it('removes rows whose bytes never arrived, and takes the upload again', async () => {
    const uploadId = randomUUID();
    const first = await amel.upload(await buildPicture(), 'bike.png', { uploadId });
    await rows.updateOne({ _id: first.id }, { $set: { storedAt: null } });
    expect(await statusOf(first)).toBe(403);
    expect(await amel.upload(await buildPicture(), 'bike.png', { uploadId })).toEqual(first);
    expect(await statusOf(first)).toBe(200);
    await rows.updateOne({ _id: first.id }, { $set: { storedAt: null } });
    expect(await sweep(2)).toBe(1);
    const again = await amel.upload(await buildPicture(), 'bike.png', { uploadId });
    expect(again.id).not.toBe(first.id);
    expect(await statusOf(again)).toBe(200);
  });

  it('removes temporary files of before, and none of now', async () => {
    const dir = join(server.filesDir, 'incoming');
    await mkdir(dir, { recursive: true });
    for (const name of ['old', 'new']) await writeFile(join(dir, name), 'cut off');
    const longAgo = new Date(Date.now() - 2 * HOUR_MS);
    await utimes(join(dir, 'old'), longAgo, longAgo);
    await sweep(0);
    expect(await readdir(dir)).toEqual(['new']);
  });
});
