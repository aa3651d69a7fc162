import { randomUUID } from 'node:crypto';
import type { ChatChangesDto, ChatDto, MessageDto } from '@app/contracts';
import { ChatCache } from '../chat/chat-cache';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { MessageLog } from './message-log';

describe(MessageLog.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let chat: ChatDto;
  let first: MessageDto;
  let second: MessageDto;

  beforeAll(async () => {
    server = await startTestApp();
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    chat = await amel.chatWith(yacine, { type: 'listing', id: randomUUID(), title: 'VTT Rockrider' });
    ({ message: first } = await amel.send(chat.id, 'first'));
    ({ message: second } = await amel.send(chat.id, 'second'));
  });

  const edit = (text: string, { id }: MessageDto) => amel.call<MessageDto>('PATCH', `/messages/${id}`, { text });
  const changesSince = (rev: number) => yacine.call<ChatChangesDto>('GET', `/chats/${chat.id}/changes?sinceRev=${rev}`);

  /** What a process knows that was held up while others went on. */
  async function forgetAfter(rev: number): Promise<void> {
    const live = await server.app.get(ChatCache).get(chat.id);
    if (!live) throw new Error('no such chat');
    live.headRev = rev;
  }

  describe('when a process is held up while a message is changed again and again', () => {
    let seen: number;
    let rev: number;

    beforeEach(async () => {
      rev = second.rev;
      for (const text of ['once', 'twice', 'thrice']) seen = (await edit(text, first)).rev;
      expect(seen).toBe(rev + 3);
      await forgetAfter(rev);
    });

    it('gives a change no rev that was given before, though none has it now', async () => {
      const edited = await edit('second, edited', second);
      expect(edited.rev).toBe(seen + 1);
      expect((await changesSince(seen)).items).toMatchObject([{ id: second.id, text: 'second, edited' }]);
    });

    it('gives a new message none either', async () => {
      const { message } = await amel.send(chat.id, 'third');
      expect(message).toMatchObject({ seq: second.seq + 1, rev: seen + 1 });
      expect((await changesSince(seen)).items).toMatchObject([{ id: message.id }]);
    });
  });
});
