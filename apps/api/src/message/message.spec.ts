import { randomUUID } from 'node:crypto';
import {
  type ChatChangesDto,
  type ChatDto,
  type MessageDto,
  type MessagePageDto,
  type SentMessageDto,
  toQuote,
} from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, type TestPerson } from '../testing/test-person';
import { MessageService } from './message.service';

describe(MessageService.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let stranger: TestPerson;
  let chat: ChatDto;

  beforeAll(async () => {
    server = await startTestApp();
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
    stranger = await buildPerson(server, { name: 'Karim Stranger' });
  });

  afterAll(async () => {
    for (const person of [amel, yacine, stranger]) person?.disconnect();
    await server?.stop();
  });

  beforeEach(async () => {
    chat = await amel.chatWith(yacine, { type: 'listing', id: randomUUID(), title: 'VTT Rockrider' });
  });

  const page = (person: TestPerson, query = '') =>
    person.call<MessagePageDto>('GET', `/chats/${chat.id}/messages${query}`);

  describe('send', () => {
    it('stores a message once and tells every tab of both people, nobody else', async () => {
      const [a1, a2, y, s] = await Promise.all([amel.connect(), amel.connect(), yacine.connect(), stranger.connect()]);
      const strangerFacts = recordFacts(s);
      const arrivals = [a1, a2, y].map((socket) => nextFact(socket, 'newMessage', (fact) => fact.chatId === chat.id));
      const input = { chatId: chat.id, clientMsgId: randomUUID(), text: 'سلام، is it available?' };
      const ack = await amel.emit(a1, 'sendMessage', input);
      const facts = await Promise.all(arrivals);
      expect(ack).toMatchObject({ success: true, data: { duplicate: false, message: { seq: 1, rev: 1, ...input } } });
      const { message } = (ack as { data: SentMessageDto }).data;
      for (const fact of facts) expect(fact).toEqual(message);
      expect((await page(yacine)).items).toEqual([message]);
      await stranger.emit(s, 'setActivity', { isIdle: false });
      expect(strangerFacts.filter(({ fact }) => fact === 'newMessage')).toEqual([]);
    });

    it('makes one row of the same id sent 20 times at once by socket and HTTP', async () => {
      const sockets = await Promise.all([amel.connect(), amel.connect()]);
      const input = { clientMsgId: randomUUID(), text: 'only once' };
      const acks = await Promise.all(
        Array.from({ length: 20 }, async (_, i) => {
          const socket = sockets[i % 3];
          if (!socket) return amel.call<SentMessageDto>('POST', `/chats/${chat.id}/messages`, input);
          const ack = await amel.emit(socket, 'sendMessage', { ...input, chatId: chat.id });
          return (ack as { data: SentMessageDto }).data;
        }),
      );
      expect(acks.filter((ack) => ack.duplicate)).toHaveLength(19);
      expect(new Set(acks.map((ack) => ack.message.id)).size).toBe(1);
      expect((await page(amel)).items).toHaveLength(1);
    });

    it('refuses a used id with another text, and takes it in another chat', async () => {
      const clientMsgId = randomUUID();
      await amel.send(chat.id, 'first', { clientMsgId });
      const other = await amel.request('POST', `/chats/${chat.id}/messages`, { clientMsgId, text: 'second' });
      expect(other).toMatchObject({ status: 409, body: { error: { code: 'CLIENT_MSG_ID_REUSED' } } });
      const elsewhere = await amel.chatWith(stranger);
      expect((await amel.send(elsewhere.id, 'second', { clientMsgId })).duplicate).toBe(false);
    });

    it('gives concurrent messages of many people dense numbers in one order for all', async () => {
      const sent = await Promise.all(
        Array.from({ length: 60 }, (_, i) => (i % 2 ? amel : yacine).send(chat.id, `message ${i}`)),
      );
      expect(sent.map(({ message }) => message.seq).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 60 }, (_, i) => i + 1),
      );
      const [seenByAmel, seenByYacine] = await Promise.all([page(amel, '?limit=100'), page(yacine, '?limit=100')]);
      expect(seenByAmel.items).toEqual(seenByYacine.items);
      expect(seenByAmel.items.map((item) => item.seq)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    });

    it('quotes a message of the same chat', async () => {
      const { message: question } = await amel.send(chat.id, 'Is it deep, or only the paint?');
      const { message: answer } = await yacine.send(chat.id, 'Only the paint', { replyToId: question.id });
      expect(answer.replyTo).toEqual(toQuote(question));
    });

    it('refuses a quote from another chat', async () => {
      const elsewhere = await amel.chatWith(stranger);
      const { message } = await amel.send(elsewhere.id, 'secret of another chat');
      const answer = await amel.request('POST', `/chats/${chat.id}/messages`, {
        clientMsgId: randomUUID(),
        text: 'x',
        replyToId: message.id,
      });
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
      expect(JSON.stringify(answer.body)).not.toContain('secret');
    });

    it('takes 4,000 code points and refuses more, and refuses more than 16 KB', async () => {
      await expect(amel.send(chat.id, '👍'.repeat(4_000))).resolves.toMatchObject({ duplicate: false });
      await expect(amel.send(chat.id, 'a'.repeat(4_001))).rejects.toThrow('VALIDATION');
    });

    it.each([
      ['no clientMsgId', { text: 'x' }],
      ['a clientMsgId that is no UUID', { text: 'x', clientMsgId: 'abc' }],
      ['blank text', { text: ' \u200b ', clientMsgId: randomUUID() }],
      ['a sender', { text: 'x', clientMsgId: randomUUID(), senderId: '65f000000000000000000000' }],
      ['an operator as text', { text: { $ne: null }, clientMsgId: randomUUID() }],
      ['a reply id that is no id', { text: 'x', clientMsgId: randomUUID(), replyToId: 'abc' }],
    ])('refuses %s', async (_, body) => {
      const answer = await amel.request('POST', `/chats/${chat.id}/messages`, body);
      expect(answer).toMatchObject({ status: 400, body: { success: false, error: { code: 'VALIDATION' } } });
      expect((await page(amel)).items).toEqual([]);
    });

    it('answers a foreign and an unknown chat alike', async () => {
      const body = { clientMsgId: randomUUID(), text: 'let me in' };
      const foreign = await stranger.request('POST', `/chats/${chat.id}/messages`, body);
      const unknown = await stranger.request('POST', '/chats/65f000000000000000000000/messages', body);
      const withoutId = ({ status, body: answer }: typeof foreign) => {
        if (!answer.success) answer.error.requestId = '';
        return { status, answer };
      };
      expect(withoutId(foreign)).toEqual(withoutId(unknown));
      expect(foreign.status).toBe(403);
    });
  });

  describe('send with forwardOfId', () => {
    const forward = (person: TestPerson, forwardOfId: string, extra: object = {}) =>
      person.request<SentMessageDto>('POST', `/chats/${chat.id}/messages`, {
        clientMsgId: randomUUID(),
        text: '',
        forwardOfId,
        ...extra,
      });

    it('copies the text of a message of another chat, and says that it did', async () => {
      const elsewhere = await amel.chatWith(stranger);
      const { message } = await stranger.send(elsewhere.id, 'The gate code is 1234');
      const { body } = await forward(amel, message.id, { text: 'something else' });
      const copy = { chatId: chat.id, senderId: amel.id, text: 'The gate code is 1234', isForwarded: true };
      expect(body).toMatchObject({ success: true, data: { duplicate: false, message: copy } });
      expect((await page(yacine)).items).toMatchObject([copy]);
      expect((await amel.send(chat.id, 'plain')).message.isForwarded).toBe(false);
    });

    it('is one message however often it is repeated, also when the original changed or went meanwhile', async () => {
      const { message } = await amel.send(chat.id, 'original');
      const clientMsgId = randomUUID();
      const first = await forward(yacine, message.id, { clientMsgId });
      await amel.call('PATCH', `/messages/${message.id}`, { text: 'edited' });
      const again = await forward(yacine, message.id, { clientMsgId });
      await amel.call('DELETE', `/messages/${message.id}`);
      const last = await forward(yacine, message.id, { clientMsgId });
      for (const { body } of [again, last]) {
        expect(body).toEqual({ success: true, data: { ...(first.body as { data: object }).data, duplicate: true } });
      }
      expect((await page(amel)).items).toHaveLength(2);
    });

    it('refuses tombstones and system lines, foreign and unknown messages', async () => {
      const { message: gone } = await amel.send(chat.id, 'gone');
      await amel.call('DELETE', `/messages/${gone.id}`);
      expect(await forward(amel, gone.id)).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
      const elsewhere = await amel.chatWith(stranger);
      const { message: secret } = await stranger.send(elsewhere.id, 'secret');
      for (const id of [secret.id, '65f000000000000000000000']) {
        expect(await forward(yacine, id)).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
      }
      expect(await forward(amel, 'abc')).toMatchObject({ status: 400 });
    });
  });

  describe('page', () => {
    let sent: MessageDto[];

    beforeEach(async () => {
      sent = [];
      for (let i = 1; i <= 12; i++) sent.push((await amel.send(chat.id, `message ${i}`)).message);
    });

    const seqs = ({ items }: MessagePageDto) => items.map((item) => item.seq);

    it('gives the newest page, then older ones, in ascending order', async () => {
      const newest = await page(yacine, '?limit=5');
      expect(seqs(newest)).toEqual([8, 9, 10, 11, 12]);
      expect(newest).toMatchObject({ hasBefore: true, hasAfter: false, headRev: 12 });
      const older = await page(yacine, '?limit=5&before=8');
      expect(seqs(older)).toEqual([3, 4, 5, 6, 7]);
      expect(older).toMatchObject({ hasBefore: true, hasAfter: true });
      expect(await page(yacine, '?limit=5&before=3')).toMatchObject({ hasBefore: false, hasAfter: true });
    });

    it('gives newer pages and a page around a seq', async () => {
      expect(seqs(await page(yacine, '?limit=3&after=9'))).toEqual([10, 11, 12]);
      expect(await page(yacine, '?limit=3&after=9')).toMatchObject({ hasBefore: true, hasAfter: false });
      const around = await page(yacine, '?limit=5&around=6');
      expect(seqs(around)).toEqual([3, 4, 5, 6, 7, 8]);
      expect(around).toMatchObject({ hasBefore: true, hasAfter: true });
    });

    it.each([
      '?limit=0',
      '?limit=101',
      '?limit=abc',
      '?before=1&after=2',
      '?sort=$where',
      '?before[$gt]=1',
      '?before=-1',
    ])('refuses %s', async (query) => {
      const answer = await amel.request('GET', `/chats/${chat.id}/messages${query}`);
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
    });
  });

  describe('changes', () => {
    const changes = (query: string) => yacine.call<ChatChangesDto>('GET', `/chats/${chat.id}/changes${query}`);

    it('gives what came after a rev, by pages', async () => {
      await Promise.all(Array.from({ length: 205 }, (_, i) => amel.send(chat.id, `message ${i}`)));
      const first = await changes('?sinceRev=0');
      expect(first.items).toHaveLength(200);
      expect(first).toMatchObject({ reset: false, hasMore: true, upToRev: 200, headRev: 205 });
      const second = await changes('?sinceRev=200');
      expect(second.items.map((item) => item.rev)).toEqual([201, 202, 203, 204, 205]);
      expect(second).toMatchObject({ hasMore: false, upToRev: 205 });
    });

    it('gives a changed message at its newest rev only, also when it changes between two pages', async () => {
      const sent = await Promise.all(Array.from({ length: 202 }, (_, i) => amel.send(chat.id, `message ${i}`)));
      const byRev = sent.map(({ message }) => message).sort((a, b) => a.rev - b.rev);
      const first = await changes('?sinceRev=0');
      const [early, late] = [byRev[10], byRev[201]];
      await amel.call('PATCH', `/messages/${early?.id}`, { text: 'edited' });
      await yacine.call('PUT', `/messages/${late?.id}/reactions/${encodeURIComponent('👍')}`);
      const second = await changes(`?sinceRev=${first.upToRev}`);
      expect(second.items.map(({ id, rev }) => [id, rev])).toEqual([
        [byRev[200]?.id, 201],
        [early?.id, 203],
        [late?.id, 204],
      ]);
      expect(second).toMatchObject({ hasMore: false, upToRev: 204, headRev: 204 });
      expect((await changes('?sinceRev=204')).items).toEqual([]);
      expect(await page(yacine, '?limit=1')).toMatchObject({ headRev: 204 });
      expect(await yacine.call<ChatDto>('GET', `/chats/${chat.id}`)).toMatchObject({ headSeq: 202, headRev: 204 });
    });

    it('says reset to a cursor that is ahead or of another epoch', async () => {
      await amel.send(chat.id, 'one');
      expect(await changes('?sinceRev=2')).toMatchObject({ reset: true, items: [] });
      expect(await changes('?sinceRev=0&epoch=another')).toMatchObject({ reset: true });
      expect(await changes('?sinceRev=1')).toMatchObject({ reset: false, items: [], hasMore: false });
    });
  });
});
