import { randomUUID } from 'node:crypto';
import {
  attachmentPath,
  type ChatDto,
  type MessageDto,
  type MessagePageDto,
  type NotificationDto,
  type Page,
  thumbnailPath,
} from '@app/contracts';
import { AttachmentService } from '../attachment/attachment.service';
import { ChatCache, type LiveChat } from '../chat/chat-cache';
import { buildPicture } from '../testing/build-picture';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { Reconciler } from './reconciler';

describe('messages with files', () => {
  let server: TestApp;
  let amel: TestPerson;
  let karim: TestPerson;
  let admin: TestPerson;
  let chat: ChatDto;

  beforeAll(async () => {
    server = await startTestApp();
    amel = await buildPerson(server, { name: 'Amel' });
    karim = await buildPerson(server, { name: 'Karim' });
    admin = await buildPerson(server, { name: 'Admin', role: 'admin' });
    chat = await amel.chatWith(karim);
  });

  afterAll(() => server?.stop());

  const picture = async (person = amel) => person.upload(await buildPicture(), 'bike.png');
  const sendFiles = async (ids: string[], extra: object = {}) =>
    (await amel.send(chat.id, '', { attachmentIds: ids, ...extra })).message;
  const refusal = async (person: TestPerson, chatId: string, body: object) => {
    const answer = await person.request('POST', `/chats/${chatId}/messages`, { clientMsgId: randomUUID(), ...body });
    return [answer.status, answer.body.success ? null : answer.body.error.code];
  };
  const statusFor = async (person: TestPerson, id: string) => (await person.download(attachmentPath(id))).status;
  const newest = async () =>
    (await amel.call<MessagePageDto>('GET', `/chats/${chat.id}/messages?limit=1`)).items[0] as MessageDto;

  const upkeep = async () => ({
    chat: (await server.app.get(ChatCache).get(chat.id)) as LiveChat,
    files: server.app.get(AttachmentService),
    reconcile: async () => {
      const found: string[] = [];
      await server.app.get(Reconciler).run(({ what }) => found.push(what), 0);
      return found;
    },
  });

  describe('sending', () => {
    it('says what it is: pictures, one voice note, or files', async () => {
      const image = await picture();
      const note = await amel.upload(Buffer.from('Price list'), 'prices.txt');
      expect(await sendFiles([image.id, note.id])).toMatchObject({ type: 'file', attachments: [image, note] });
      expect(await sendFiles([(await picture()).id, (await picture()).id])).toMatchObject({ type: 'image' });
    });

    it('keeps the order asked for, and the caption', async () => {
      const [first, second] = [await picture(), await picture()];
      const { message } = await amel.send(chat.id, 'two sides', { attachmentIds: [second.id, first.id] });
      expect(message).toMatchObject({ text: 'two sides', attachments: [second, first] });
    });

    it('refuses what is not the sender’s and what is not there, with one answer (B25)', async () => {
      const theirs = await picture(karim);
      for (const id of [theirs.id, '65f0c0ffee65f0c0ffee65f0']) {
        expect(await refusal(amel, chat.id, { text: '', attachmentIds: [id] })).toEqual([403, 'FORBIDDEN']);
      }
    });

    it('refuses what another message carries (B25), also of two at once', async () => {
      const { id } = await picture();
      const send = () => refusal(amel, chat.id, { text: '', attachmentIds: [id] });
      expect((await Promise.all([send(), send(), send()])).sort()).toEqual([
        [200, null],
        [409, 'ATTACHMENT_USED'],
        [409, 'ATTACHMENT_USED'],
      ]);
    });

    it('takes nothing when one of several is refused', async () => {
      const [mine, theirs] = [await picture(), await picture(karim)];
      expect(await refusal(amel, chat.id, { text: '', attachmentIds: [mine.id, theirs.id] })).toEqual([
        403,
        'FORBIDDEN',
      ]);
      expect(await sendFiles([mine.id])).toMatchObject({ attachments: [mine] });
    });

    it('stores a repeat once, and refuses the id with other files', async () => {
      const clientMsgId = randomUUID();
      const [first, second] = [await picture(), await picture()];
      const body = { clientMsgId, text: '', attachmentIds: [first.id] };
      const answers = await Promise.all([1, 2, 3].map(() => amel.call('POST', `/chats/${chat.id}/messages`, body)));
      expect(answers.filter((answer) => (answer as { duplicate: boolean }).duplicate)).toHaveLength(2);
      const other = { ...body, attachmentIds: [second.id] };
      expect(await refusal(amel, chat.id, other)).toEqual([409, 'CLIENT_MSG_ID_REUSED']);
      expect(await sendFiles([second.id])).toMatchObject({ attachments: [second] });
    });

    it('lets a voice note come alone only', async () => {
      const voice = await amel.upload(buildWav(), 'note.wav', {
        kind: 'voice',
        durationMs: '1200',
        peaks: '[3,50,100]',
      });
      expect(voice).toMatchObject({ kind: 'voice', durationMs: 1200, peaks: [3, 50, 100] });
      const both = { text: '', attachmentIds: [voice.id, (await picture()).id] };
      expect(await refusal(amel, chat.id, both)).toEqual([400, 'VALIDATION']);
      expect(await sendFiles([voice.id])).toMatchObject({ type: 'voice' });
    });

    it.each([
      ['no words and no files', { text: '' }],
      ['an empty list', { text: '', attachmentIds: [] }],
      ['one file twice', { text: '', attachmentIds: ['65f0c0ffee65f0c0ffee65f0', '65f0c0ffee65f0c0ffee65f0'] }],
      [
        'eleven files',
        { text: '', attachmentIds: Array.from({ length: 11 }, (_, i) => `65f0c0ffee65f0c0ffee65${10 + i}`) },
      ],
      ['no ids', { text: '', attachmentIds: ['../../etc/passwd'] }],
      [
        'files and a forward',
        { text: '', attachmentIds: ['65f0c0ffee65f0c0ffee65f0'], forwardOfId: '65f0c0ffee65f0c0ffee65f0' },
      ],
      ['whole attachments', { text: 'a', attachments: [{ id: '65f0c0ffee65f0c0ffee65f0' }] }],
    ])('refuses %s', async (_what, body) => {
      expect(await refusal(amel, chat.id, body)).toEqual([400, 'VALIDATION']);
    });
  });

  describe('editing', () => {
    const edit = (id: string, text: string) => amel.request<MessageDto>('PATCH', `/messages/${id}`, { text });

    it('changes the caption, or takes it away, and leaves the files', async () => {
      const message = await sendFiles([(await picture()).id]);
      for (const text of ['a caption', '']) {
        expect((await edit(message.id, text)).body).toMatchObject({ data: { text, attachments: message.attachments } });
      }
      expect((await edit(message.id, ' ')).status).toBe(400);
    });

    it('leaves no message without words that has no files', async () => {
      const { message } = await amel.send(chat.id, 'words');
      expect((await edit(message.id, '')).body).toMatchObject({
        error: { code: 'VALIDATION', fields: { text: 'empty' } },
      });
    });
  });

  describe('forwarding', () => {
    it('shows the files to those who may read the new message', async () => {
      const other = await buildPerson(server, { name: 'Other' });
      const next = await amel.chatWith(other);
      const image = await picture();
      const original = await sendFiles([image.id]);
      expect(await statusFor(other, image.id)).toBe(403);
      const { message } = await amel.send(next.id, '', { forwardOfId: original.id });
      expect(message).toMatchObject({ type: 'image', isForwarded: true, attachments: [image] });
      expect(await statusFor(other, image.id)).toBe(200);
    });

    it('is not for those who cannot read the message', async () => {
      const stranger = await buildPerson(server, { name: 'Stranger' });
      const own = await stranger.chatWith(karim);
      const original = await sendFiles([(await picture()).id]);
      expect(await refusal(stranger, own.id, { forwardOfId: original.id })).toEqual([403, 'FORBIDDEN']);
    });
  });

  describe('deleting', () => {
    it('takes the files away from everybody but moderators (B71)', async () => {
      const image = await picture();
      const message = await sendFiles([image.id]);
      const tombstone = await amel.call<MessageDto>('DELETE', `/messages/${message.id}`);
      expect(tombstone.attachments).toEqual([]);
      expect([await statusFor(amel, image.id), await statusFor(karim, image.id)]).toEqual([410, 410]);
      expect((await karim.download(thumbnailPath(image.id))).status).toBe(410);
      expect(await statusFor(admin, image.id)).toBe(200);
      expect(await admin.call('GET', `/messages/${message.id}/history`)).toMatchObject({ attachments: [image] });
      expect(await statusFor(await buildPerson(server), image.id)).toBe(403);
    });

    it('leaves them where another message carries them', async () => {
      const image = await picture();
      const message = await sendFiles([image.id]);
      const again = await amel.send(chat.id, '', { forwardOfId: message.id });
      await amel.call('DELETE', `/messages/${message.id}`);
      expect(await statusFor(karim, image.id)).toBe(200);
      await amel.call('DELETE', `/messages/${again.message.id}`);
      expect(await statusFor(karim, image.id)).toBe(410);
    });

    it('concerns its own chat alone', async () => {
      const other = await buildPerson(server, { name: 'Other' });
      const next = await amel.chatWith(other);
      const image = await picture();
      const message = await sendFiles([image.id]);
      await amel.send(next.id, '', { forwardOfId: message.id });
      await amel.call('DELETE', `/messages/${message.id}`);
      expect([await statusFor(karim, image.id), await statusFor(other, image.id)]).toEqual([410, 200]);
    });

    it('gives them back to a chat that gets them forwarded again', async () => {
      const other = await buildPerson(server, { name: 'Other' });
      const next = await amel.chatWith(other);
      const message = await sendFiles([(await picture()).id]);
      const copy = await amel.send(next.id, '', { forwardOfId: message.id });
      await amel.call('DELETE', `/messages/${message.id}`);
      await amel.send(chat.id, '', { forwardOfId: copy.message.id });
      expect(await statusFor(karim, message.attachments[0]?.id ?? '')).toBe(200);
    });

    it('is made good by reconcile where a crash kept it from the files', async () => {
      const [kept, left] = [await picture(), await picture()];
      const { chat: live, files, reconcile } = await upkeep();
      await sendFiles([kept.id]);
      const message = await sendFiles([left.id]);
      await amel.call('DELETE', `/messages/${message.id}`);
      expect(await reconcile()).toEqual([]);
      await files.leave(live, [kept.id]);
      await files.share(live, [left.id]);
      const found = [`readable file ${kept.id}`, `readable file ${left.id}`];
      expect(await reconcile()).toEqual(found);
      expect(await reconcile()).toEqual([]);
      expect([await statusFor(karim, kept.id), await statusFor(karim, left.id)]).toEqual([200, 410]);
    });

    it('leaves the bell with what is still there', async () => {
      const others = await buildPerson(server, { name: 'Others' });
      const next = await amel.chatWith(others);
      const bell = async () => (await others.call<Page<NotificationDto>>('GET', '/notifications')).items[0];
      await amel.send(next.id, 'look');
      const upload = await picture();
      const { message } = await amel.send(next.id, '', { attachmentIds: [upload.id] });
      expect(await bell()).toMatchObject({ text: '', data: { gist: { type: 'image', attachmentCount: 1 } } });
      await amel.call('DELETE', `/messages/${message.id}`);
      expect(await bell()).toMatchObject({ text: 'look', data: { gist: { type: 'text', attachmentCount: 0 } } });
    });

    it('blanks what replies show of them', async () => {
      const message = await sendFiles([(await picture()).id]);
      const reply = await karim.send(chat.id, 'nice', { replyToId: message.id });
      expect(reply.message.replyTo).toMatchObject({
        text: '',
        gist: { type: 'image', attachmentCount: 1 },
        imageId: message.attachments[0]?.id,
      });
      await amel.call('DELETE', `/messages/${message.id}`);
      const quote = { text: '', gist: { type: 'text', attachmentCount: 0, offer: null }, imageId: null };
      expect((await newest()).replyTo).toMatchObject(quote);
    });
  });
});

/** A tenth of a second of silence, as a recorder would write it. */
function buildWav(): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + 1_600, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(16_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(1_600, 40);
  return Buffer.concat([head, Buffer.alloc(1_600)]);
}
