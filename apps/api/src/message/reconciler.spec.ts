import { randomUUID } from 'node:crypto';
import type { ChatDto, MessageDto, MessagePageDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Chat } from '../chat/chat.schema';
import { toObjectId } from '../common/object-id';
import { Notification } from '../notification/notification.schema';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import type { Difference } from './difference';
import { Message } from './message.schema';
import { Reconciler } from './reconciler';
import { Sweeper } from './sweeper';
import { TermsBackfill } from './terms-backfill';

describe('what is derived from messages', () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let chat: ChatDto;
  let sent: MessageDto[];

  beforeAll(async () => {
    server = await startTestApp();
    // Its rounds would repair what the tests plant.
    await server.app.get(Sweeper).onModuleDestroy();
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    chat = await amel.chatWith(yacine, { type: 'order', id: randomUUID(), title: 'Order' });
    sent = [];
    for (const text of ['first', 'second', 'third']) sent.push((await amel.send(chat.id, text)).message);
    await yacine.send(chat.id, 'answer', { replyToId: sent[0]?.id });
    await amel.send(chat.id, 'the last word');
    await yacine.call('PUT', `/messages/${sent[1]?.id}/reactions/${encodeURIComponent('👍')}`);
    await amel.call('PATCH', `/messages/${sent[2]?.id}`, { text: 'third, edited' });
    await amel.call('DELETE', `/messages/${sent[0]?.id}`);
  });

  const model = <T>(name: string) => server.app.get<Model<T>>(getModelToken(name));
  const ofChat = () => ({ _id: toObjectId(chat.id) });
  const ofMessage = (index: number) => ({ _id: toObjectId(sent[index]?.id ?? '') });
  const stateOf = async (person: TestPerson) => ({
    chat: await person.call<ChatDto>('GET', `/chats/${chat.id}`),
    messages: await person.call<MessagePageDto>('GET', `/chats/${chat.id}/messages`),
    bell: await person.call('GET', '/notifications'),
    search: await person.call('GET', `/messages/search?query=third&chatId=${chat.id}`),
  });
  const reconcile = async () => {
    const found: Difference[] = [];
    const count = await server.app.get(Reconciler).run((difference) => found.push(difference), 0);
    expect(count).toBe(found.length);
    return found;
  };

  describe(Reconciler.name, () => {
    it('finds nothing after sends, edits, reactions, deletions and reads', async () => {
      await yacine.call('PUT', `/chats/${chat.id}/read`, { seq: 5 });
      expect(await reconcile()).toEqual([]);
    });

    const plants: [string, string, () => Promise<unknown>][] = [
      ['a head behind', 'headSeq', () => plantInChat({ headSeq: 3, headRev: 3 })],
      ['a head ahead', 'headRev', () => plantInChat({ headRev: 99 })],
      ['another preview', 'preview', () => plantInChat({ 'lastMessage.text': 'something else' })],
      ['another last writer', 'last writer', () => plantInChat({ 'lastHuman.senderId': toObjectId(yacine.id) })],
      ['no last writer', 'last writer', () => plantInChat({ lastHuman: null })],
      ['no preview', 'preview', () => plantInChat({ lastMessage: null })],
      ['a marker behind the own message', 'read marker', () => plantInChat({ 'members.0.lastReadSeq': 1 })],
      ['a marker beyond the head', 'read marker', () => plantInChat({ 'members.0.lastReadSeq': 70 })],
      ['terms of another text', 'terms of message 3', () => plantInMessage(2, { terms: ['other'] })],
      ['no terms', 'terms of message 2', () => unplant(1, { terms: 1 })],
      ['no shelf', 'shelf of message 2', () => unplant(1, { shelf: 1 })],
      ['the bell counting too much', 'bell count', () => plantInBell({ count: 7 })],
      ['another text in the bell', 'bell text', () => plantInBell({ text: 'something else' })],
    ];
    const plantInChat = (set: object) => model<Chat>('Chat').collection.updateOne(ofChat(), { $set: set });
    const plantInMessage = (index: number, set: object) =>
      model<Message>('Message').collection.updateOne(ofMessage(index), { $set: set });
    const unplant = (index: number, unset: object) =>
      model<Message>('Message').collection.updateOne(ofMessage(index), { $unset: unset as never });
    const plantInBell = (set: object) =>
      model<Notification>('Notification').collection.updateOne(
        { groupKey: `chat:${chat.id}`, userId: toObjectId(yacine.id) },
        { $set: set },
      );

    it.each(plants)('finds and repairs %s', async (_, what, plant) => {
      const before = await Promise.all([amel, yacine].map(stateOf));
      await plant();
      const found = await reconcile();
      expect(found.map((difference) => difference.what).join()).toContain(what);
      expect(found.every(({ chatId }) => chatId === chat.id)).toBe(true);
      expect(await Promise.all([amel, yacine].map(stateOf))).toEqual(before);
      expect(await reconcile()).toEqual([]);
    });

    it('repairs what readers see under a rev of its own', async () => {
      const headRev = 9;
      const one = toObjectId(amel.id);
      await plantInMessage(1, {
        reactions: [
          { emoji: '👍', userIds: [one, one] },
          { emoji: '🔥', userIds: [] },
        ],
      });
      await plantInMessage(0, { text: 'still here' });
      await model<Message>('Message').collection.updateOne(
        { chatId: toObjectId(chat.id), seq: 4 },
        { $set: { 'replyTo.text': 'first' } },
      );
      const found = (await reconcile()).map(({ what }) => what);
      expect(found).toEqual(
        expect.arrayContaining(['text of message 1', 'reactions of message 2', 'quote of message 4']),
      );
      const { items } = await yacine.call<{ items: MessageDto[] }>(
        'GET',
        `/chats/${chat.id}/changes?sinceRev=${headRev}`,
      );
      expect(items.map(({ seq }) => seq).sort()).toEqual([1, 2, 4]);
      expect(items.find(({ seq }) => seq === 2)?.reactions).toEqual([{ emoji: '👍', userIds: [amel.id] }]);
      expect(items.find(({ seq }) => seq === 4)?.replyTo?.text).toBe('');
      expect(await reconcile()).toEqual([]);
    });

    it('names a message that is missing, which nothing can repair', async () => {
      await model<Message>('Message').collection.deleteOne(ofMessage(1));
      const found = await reconcile();
      expect(found).toMatchObject([{ what: 'seq', stored: 3, actual: 2, repair: null }]);
      await model<Chat>('Chat').collection.deleteOne(ofChat());
      await model<Message>('Message').collection.deleteMany({ chatId: toObjectId(chat.id) });
    });
  });

  describe(Sweeper.name, () => {
    it('goes round all chats, some at a time, and completes what a crash left behind', async () => {
      const other = await amel.chatWith(yacine, { type: 'order', id: randomUUID(), title: 'Other' });
      await amel.send(other.id, 'hello');
      const ids = [chat.id, other.id];
      const read = () => Promise.all(ids.map((id) => yacine.call<ChatDto>('GET', `/chats/${id}`)));
      const before = await read();
      await model<Chat>('Chat').collection.updateMany(
        { _id: { $in: ids.map(toObjectId) } },
        { $set: { headSeq: 0, headRev: 0, lastMessage: null } },
      );
      const sweeper = server.app.get(Sweeper);
      const count = await model<Chat>('Chat').countDocuments();
      for (let round = 0; round <= count; round++) await sweeper.sweep(1);
      expect(await read()).toEqual(before);
    });
  });

  describe(TermsBackfill.name, () => {
    it('gives messages of before search their terms, going on where it stopped, once', async () => {
      const messages = model<Message>('Message').collection;
      await messages.updateMany({}, { $unset: { terms: 1 } } as never);
      const search = () => yacine.call<{ items: object[] }>('GET', `/messages/search?query=edited&chatId=${chat.id}`);
      expect((await search()).items).toEqual([]);
      const meta = server.app.get<Model<Message>>(getModelToken('Message')).db.collection('meta');
      await meta.deleteOne({ _id: 'searchTerms' as never });
      const backfill = server.app.get(TermsBackfill);
      await backfill.run();
      expect((await search()).items).toHaveLength(1);
      expect(await messages.countDocuments({ terms: { $exists: false } })).toBe(0);
      await messages.updateMany({}, { $unset: { terms: 1 } } as never);
      await backfill.run();
      expect(await messages.countDocuments({ terms: { $exists: true } })).toBe(0);
      const position = (await messages.find().sort({ _id: 1 }).toArray())[2]?._id;
      await meta.updateOne({ _id: 'searchTerms' as never }, { $set: { after: position, isDone: false } });
      await backfill.run();
      expect(await messages.countDocuments({ terms: { $exists: false } })).toBe(3);
    });
  });
});
