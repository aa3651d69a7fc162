import type { Collection, Db, Document } from 'mongodb';
import type { StoredChat, StoredMessage } from './evidence';

/** What is stored, read past the API. */
export async function readDatabase(db: Db): Promise<{ chats: StoredChat[]; messages: StoredMessage[] }> {
  const [chats, messages] = await Promise.all([all(db.collection('chats')), all(db.collection('messages'))]);
  return { chats: chats.map(toChat), messages: messages.map(toMessage) };
}

const all = (collection: Collection): Promise<Document[]> =>
  collection.find({}, { projection: { terms: 0, shelf: 0, history: 0 } }).toArray();

function toChat({ _id, members, floorSeq }: Document): StoredChat {
  return {
    id: String(_id),
    floorSeq,
    members: (members as Document[]).map(({ userId, lastReadSeq }) => ({ userId: String(userId), lastReadSeq })),
  };
}

function toMessage(row: Document): StoredMessage {
  const { _id, chatId, seq, rev, senderId, clientMsgId, text, deletedAt, system } = row;
  const ids = { id: String(_id), chatId: String(chatId), senderId: senderId === null ? null : String(senderId) };
  return { ...ids, seq, rev, clientMsgId, text, isDeleted: deletedAt !== null, system };
}
