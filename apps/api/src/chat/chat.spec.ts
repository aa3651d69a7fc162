import { randomUUID } from 'node:crypto';
import type { ChatCountsDto, ChatDto, Page, ReceiptDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import { MongoNetworkError } from 'mongodb';
import type { Model } from 'mongoose';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { Chat } from './chat.schema';
import { ChatService } from './chat.service';

describe(ChatService.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
  });

  afterEach(() => {
    amel.disconnect();
    yacine.disconnect();
  });

  const list = (person: TestPerson, query = '') => person.call<Page<ChatDto>>('GET', `/chats${query}`);
  const get = (person: TestPerson, id: string) => person.call<ChatDto>('GET', `/chats/${id}`);

  describe('list', () => {
    it('shows a chat to the other one only when something was said', async () => {
      const chat = await amel.chatWith(yacine);
      expect((await list(amel)).items.map((item) => item.id)).toEqual([chat.id]);
      expect((await list(yacine)).items).toEqual([]);
      await amel.send(chat.id, 'hello');
      expect((await list(yacine)).items).toMatchObject([
        { id: chat.id, unread: 1, headSeq: 1, lastMessage: { text: 'hello', senderId: amel.id } },
      ]);
    });

    it('pages by newest activity, without gaps or doubles', async () => {
      const chats: string[] = [];
      for (let i = 0; i < 7; i++) {
        const chat = await amel.chatWith(yacine, { type: 'order', id: `order-${i}`, title: `Order ${i}` });
        await amel.send(chat.id, `about ${i}`);
        chats.unshift(chat.id);
      }
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const found: Page<ChatDto> = await list(amel, `?limit=3${cursor && `&cursor=${cursor}`}`);
        seen.push(...found.items.map((item) => item.id));
        cursor = found.nextCursor;
      }
      expect(seen).toEqual(chats);
    });

    it('filters unread and by the other person, folded', async () => {
      const nour = await buildPerson(server, { name: 'نُور بن أحمد' });
      const first = await amel.chatWith(yacine);
      const second = await amel.chatWith(nour);
      await amel.send(first.id, 'mine');
      await nour.send(second.id, 'theirs');
      expect((await list(amel, '?filter=unread')).items.map((item) => item.id)).toEqual([second.id]);
      expect((await list(amel, `?query=${encodeURIComponent('احم')}`)).items.map((item) => item.id)).toEqual([
        second.id,
      ]);
      expect((await list(amel, '?query=BENA')).items.map((item) => item.id)).toEqual([first.id]);
      expect((await list(amel, `?query=${encodeURIComponent('.*(a+)+$')}`)).items).toEqual([]);
    });

    it('refuses a forged cursor and one of another person', async () => {
      for (let i = 0; i < 2; i++) {
        const chat = await amel.chatWith(yacine, { type: 'order', id: `o-${i}`, title: 'Order' });
        await amel.send(chat.id, 'x');
      }
      const { nextCursor } = await list(amel, '?limit=1');
      expect(nextCursor).not.toBeNull();
      for (const [person, cursor] of [
        [yacine, nextCursor],
        [amel, `${nextCursor}x`],
        [amel, 'abc'],
      ] as const) {
        const answer = await person.request('GET', `/chats?cursor=${cursor}`);
        expect(answer).toMatchObject({ status: 400, body: { error: { code: 'BAD_CURSOR' } } });
      }
    });
  });

  describe('unread and receipts', () => {
    it('counts what is above the marker, not mine and not system; reading moves forward only', async () => {
      const chat = await amel.chatWith(yacine);
      for (const text of ['one', 'two', 'three']) await yacine.send(chat.id, text);
      expect((await get(amel, chat.id)).unread).toBe(3);
      expect(await amel.call<ChatCountsDto>('GET', '/chats/counts')).toEqual({ unreadChats: 1 });

      const read = (seq: number) => amel.call<ReceiptDto>('PUT', `/chats/${chat.id}/read`, { seq });
      expect(await read(2)).toEqual({ chatId: chat.id, userId: amel.id, seq: 2 });
      expect((await get(amel, chat.id)).unread).toBe(1);
      expect((await read(1)).seq).toBe(2);
      expect((await read(99)).seq).toBe(3);
      expect((await get(amel, chat.id)).unread).toBe(0);
      expect(await amel.call<ChatCountsDto>('GET', '/chats/counts')).toEqual({ unreadChats: 0 });
    });

    it.each(['markRead', 'markDelivered'])(
      'stores a %s that is repeated because the database failed',
      async (command) => {
        const chat = await amel.chatWith(yacine);
        const { message } = await amel.send(chat.id, 'hello');
        const y = await yacine.connect();
        const rows = server.app.get<Model<Chat>>(getModelToken(Chat.name));
        const failing = jest.spyOn(rows, 'updateOne').mockImplementationOnce(() => {
          throw new MongoNetworkError('the connection was cut');
        });
        const input = { chatId: chat.id, seq: message.seq };
        expect(await yacine.emit(y, command, input)).toMatchObject({ error: { code: 'UNAVAILABLE' } });
        failing.mockRestore();
        expect(await yacine.emit(y, command, input)).toMatchObject({ success: true });
        const { members } = await yacine.call<ChatDto>('GET', `/chats/${chat.id}`);
        const mine = members.find(({ userId }) => userId === yacine.id);
        expect(mine).toMatchObject({ [command === 'markRead' ? 'lastReadSeq' : 'lastDeliveredSeq']: message.seq });
      },
    );

    it('counts sending as reading', async () => {
      const chat = await amel.chatWith(yacine);
      await yacine.send(chat.id, 'question');
      await amel.send(chat.id, 'answer');
      expect(await get(amel, chat.id)).toMatchObject({ unread: 0, lastReadSeq: 2 });
    });

    it('does not mark anything read by looking', async () => {
      const chat = await amel.chatWith(yacine);
      await yacine.send(chat.id, 'question');
      await amel.call('GET', `/chats/${chat.id}/messages`);
      await list(amel);
      expect((await get(amel, chat.id)).unread).toBe(1);
    });

    it('tells the writer when it was delivered and read', async () => {
      const chat = await amel.chatWith(yacine);
      const [a, y] = await Promise.all([amel.connect(), yacine.connect()]);
      const { message } = await amel.send(chat.id, 'hello');
      const delivered = nextFact(a, 'messageDelivered');
      await yacine.emit(y, 'markDelivered', { chatId: chat.id, seq: message.seq });
      expect(await delivered).toEqual({ chatId: chat.id, userId: yacine.id, seq: message.seq });
      const read = nextFact(a, 'messageRead');
      await yacine.emit(y, 'markRead', { chatId: chat.id, seq: message.seq });
      expect(await read).toEqual({ chatId: chat.id, userId: yacine.id, seq: message.seq });
      const member = (await get(amel, chat.id)).members.find(({ userId }) => userId === yacine.id);
      expect(member).toMatchObject({ lastReadSeq: 1, lastDeliveredSeq: 1 });
    });
  });

  it('answers foreign and unknown chats with the same 403', async () => {
    const chat = await amel.chatWith(yacine);
    const stranger = await buildPerson(server);
    for (const id of [chat.id, randomUUID().replaceAll('-', '').slice(0, 24)]) {
      const answer = await stranger.request('GET', `/chats/${id}`);
      expect(answer).toMatchObject({
        status: 403,
        body: { error: { code: 'FORBIDDEN', message: 'You do not have access to this.' } },
      });
    }
    expect(await amel.request('GET', '/chats/abc')).toMatchObject({ status: 400 });
  });
});
