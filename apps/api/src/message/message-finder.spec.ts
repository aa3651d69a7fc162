import { getModelToken } from '@nestjs/mongoose';
import fc from 'fast-check';
import type { Model } from 'mongoose';
import { newObjectId, type ObjectId } from '../common/object-id';
import { startTestApp, type TestApp } from '../testing/test-app';
import type { Message } from './message.schema';
import { MessageFinder } from './message-finder';
import { hasWords, searchWordsOf, termsOf } from './search-terms';
import { shelfOf } from './shelf';

/** Enough messages that each of the finder's ways is taken: a rare word, common ones, and common ones of long ago. */
const TOTAL = 9_000;
const LONG_AGO = 900;

describe(MessageFinder.name, () => {
  let server: TestApp;
  let rows: (Pick<Message, '_id' | 'chatId' | 'createdAt' | 'terms'> & { seq: number })[];
  let chatIds: ObjectId[];

  beforeAll(async () => {
    server = await startTestApp();
    chatIds = Array.from({ length: 12 }, newObjectId);
    const seqs = new Map<number, number>();
    rows = Array.from({ length: TOTAL }, (_, i) => {
      const chat = i > 2_000 && i < 5_000 ? 0 : i % 12;
      const seq = (seqs.get(chat) ?? 0) + 1;
      seqs.set(chat, seq);
      return {
        _id: newObjectId(),
        chatId: chatIds[chat] as ObjectId,
        seq,
        rev: seq,
        shelf: shelfOf(chatIds[chat] as ObjectId, seq),
        senderId: newObjectId(),
        clientMsgId: String(i),
        text: '',
        terms: termsOf(
          `${i % 3 ? 'common' : 'commoner'} ${i % 7 ? '' : 'seventh'} ${i < LONG_AGO ? 'ancient' : ''} w${i % 100}`,
        ),
        deletedAt: null,
        // Several in the same millisecond.
        createdAt: new Date(1_700_000_000_000 + Math.floor(i / 3) * 1_000),
      };
    });
    const model = server.app.get<Model<Message>>(getModelToken('Message'));
    await model.init();
    await model.collection.insertMany(rows as never[]);
  });

  afterAll(() => server?.stop());

  const newest = (found: { _id: ObjectId; createdAt: Date }[]) =>
    [...found].sort(
      (a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a._id.toHexString() < b._id.toHexString() ? 1 : -1),
    );

  it('gives what a look at every message gives, page by page, for any words and chats', async () => {
    const word = fc.constantFrom(
      'common',
      'comm',
      'commoner',
      'seventh',
      'sev',
      'ancient',
      'anc',
      'w7',
      'w',
      'missing',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.subarray([...Array(12).keys()]),
        async (query, picked) => {
          const words = searchWordsOf(query.join(' '));
          if (!words) throw new Error('There are words.');
          const ids = picked.map((index) => chatIds[index]?.toHexString());
          const mine = rows.filter((row) => ids.includes(row.chatId.toHexString()));
          const chats = picked.map((index) => {
            const _id = chatIds[index] as ObjectId;
            const last = mine.filter((row) => row.chatId.equals(_id)).at(-1);
            return { _id, headSeq: last?.seq ?? 0, lastActivityAt: last?.createdAt ?? new Date(0) };
          });
          const expected = newest(mine.filter(({ terms }) => hasWords(terms ?? [], words)));
          const finder = server.app.get(MessageFinder);
          let position: [number, string] | null = null;
          for (let page = 0; page < 2; page++) {
            const found = await finder.newest(chats, words, position, 20);
            const wanted = expected.slice(page * 20, page * 20 + 20);
            expect(found.map(({ _id }) => _id.toHexString())).toEqual(wanted.map(({ _id }) => _id.toHexString()));
            const last = found.at(-1);
            if (!last) break;
            position = [last.createdAt.getTime(), last._id.toHexString()];
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
