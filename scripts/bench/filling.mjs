import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { inRoot } from '../lib/paths.mjs';
import { writer } from './vocabulary.mjs';

const BATCH = 5_000;
/** Conversations come in bursts. */
const BURST = 8;
const YEAR_MS = 365 * 86_400_000;

/**
 * Writes chats with messages straight into the database, as the API would have stored them, interleaved over the last year.
 * @param {import('mongodb').Db} db
 * @param {{ people: [string, string], size: number }[]} wanted by user ids
 * @param {{ onMessage?: (index: number, text: string) => void, say?: (text: string) => void }} [options] `index`: of its chat
 * @returns {Promise<{ ids: string[], rare: string[] }>} of the chats, and words that hardly anybody wrote
 */
export async function fillChats(db, wanted, { onMessage, say } = {}) {
  const { ObjectId } = createRequire(import.meta.url)('bson');
  const { write, rare } = writer();
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  const chats = wanted.map(({ people, size }, index) => ({
    index,
    _id: new ObjectId(),
    people: people.map((id) => new ObjectId(id)),
    left: size,
    seq: 0,
    last: new Date(0),
  }));
  const open = chats.filter(({ left }) => left > 0);
  const toRow = rowMaker();
  let rows = [];
  for (let written = 0; open.length > 0; ) {
    const pick = Math.floor(Math.random() * open.length);
    const chat = open[pick];
    for (let burst = Math.min(chat.left, BURST); burst > 0; burst--, chat.left--) {
      const text = write();
      onMessage?.(chat.index, text);
      chat.last = new Date(Date.now() - (1 - written / total) * YEAR_MS);
      chat.seq++;
      written++;
      rows.push({ _id: new ObjectId(), ...toRow(chat, text) });
    }
    if (chat.left <= 0) open.splice(pick, 1);
    if (rows.length < BATCH && open.length > 0) continue;
    await db.collection('messages').insertMany(rows, { ordered: false });
    rows = [];
    if (written % 100_000 < BATCH) say?.(`${written} messages ...`);
  }
  await db.collection('chats').insertMany(chats.map(toChat));
  return { ids: chats.map(({ _id }) => _id.toHexString()), rare };
}

function rowMaker() {
  const built = (file) => createRequire(import.meta.url)(inRoot(`dist/apps/api/src/message/${file}`));
  const { termsOf } = built('search-terms.js');
  const { shelfOf } = built('shelf.js');
  return ({ _id: chatId, seq, people, last: createdAt }, text) => ({
    ...{ chatId, seq, rev: seq, senderId: people[seq % 2], clientMsgId: randomUUID(), bodyHash: 'bench' },
    ...{ type: 'text', text, system: null, replyTo: null, editedAt: null, deletedAt: null, createdAt },
    ...{ terms: termsOf(text), shelf: shelfOf(chatId, seq) },
  });
}

function toChat({ _id, people, seq, last }) {
  const member = (userId) => ({
    userId,
    joinedAt: new Date(0),
    lastReadSeq: seq,
    lastDeliveredSeq: seq,
    role: 'member',
  });
  return {
    ...{ _id, type: 'direct', key: `bench:${_id}`, title: null, context: null, members: people.map(member) },
    ...{ createdBy: people[0], headSeq: seq, headRev: seq, floorSeq: 0, floorRev: 0, lastMessage: null },
    ...{ lastActivityAt: last, ticketId: null, state: 'open', createdAt: new Date(0) },
  };
}
