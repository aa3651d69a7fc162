import { ObjectId } from 'mongodb';

export const SMALL_MESSAGES = 40_000;
const PER_CHAT = 1_000;
const BATCH = 1_000;
/** The person whose list is read is in the first 40 chats, so that both sizes show the same list. */
export const READER = new ObjectId('aaaaaaaaaaaaaaaaaaaaaaaa');
const OTHER = new ObjectId('bbbbbbbbbbbbbbbbbbbbbbbb');
const startedAt = Date.UTC(2026, 0, 1);

export const chatId = (number) => new ObjectId((number + 1).toString(16).padStart(24, '0'));

/** Messages and chats as the product stores them, under the product's indexes. Answers the seconds it took. */
export async function fillMessages(db, { from, to }) {
  const begunAt = performance.now();
  const messages = db.collection('messages');
  const chats = db.collection('chats');
  await messages.createIndexes([
    { key: { chatId: 1, seq: 1 }, unique: true },
    { key: { chatId: 1, rev: 1 }, unique: true },
    { key: { chatId: 1, senderId: 1, clientMsgId: 1 }, unique: true },
  ]);
  await chats.createIndexes([
    { key: { key: 1 }, unique: true },
    { key: { 'members.userId': 1, lastActivityAt: -1, _id: -1 } },
  ]);
  for (let at = from; at < to; at += BATCH) {
    await messages.insertMany(Array.from({ length: BATCH }, (_, n) => buildMessage(at + n)));
    await chats.insertOne(buildChat(at / PER_CHAT));
  }
  return (performance.now() - begunAt) / 1_000;
}

function buildMessage(number) {
  const seq = (number % PER_CHAT) + 1;
  return {
    chatId: chatId(Math.floor(number / PER_CHAT)),
    seq,
    rev: seq,
    senderId: seq % 2 === 0 ? READER : OTHER,
    clientMsgId: `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
    bodyHash: 'aaaaaaaaaaaaaaaaaaaaaa',
    type: 'text',
    text: 'a message of about the hundred bytes that people write to each other on average, spaces and all.',
    system: null,
    replyTo: null,
    editedAt: null,
    deletedAt: null,
    createdAt: new Date(startedAt + number * 1_000),
  };
}

function buildChat(number) {
  const people = number < SMALL_MESSAGES / PER_CHAT ? [READER, OTHER] : [new ObjectId(), OTHER];
  return {
    _id: chatId(number),
    type: 'direct',
    key: `d:${number}`,
    title: null,
    members: people.map((userId) => ({
      userId,
      joinedAt: new Date(startedAt),
      lastReadSeq: PER_CHAT - 20,
      lastDeliveredSeq: 0,
    })),
    createdBy: people[0],
    headSeq: PER_CHAT,
    headRev: PER_CHAT,
    lastMessage: { seq: PER_CHAT, text: 'the last one' },
    lastActivityAt: new Date(startedAt + number * PER_CHAT * 1_000),
    state: 'open',
  };
}
