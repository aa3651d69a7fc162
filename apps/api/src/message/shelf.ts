import { Binary } from 'mongodb';
import type { ObjectId } from '../common/object-id';

/** Messages of a chat that the index of words keeps together. */
const SHELF_SIZE = 512;

/**
 * The part of a chat that a message belongs to, by its seq: chat and number in one value, newest shelves last. An index on
 * shelf and word answers "which of the newest messages have this word" without touching the older ones, and one list of
 * shelves names parts of many chats.
 */
export function shelfOf(chatId: ObjectId, seq: number): Binary {
  const bytes = new Uint8Array(16);
  bytes.set(chatId.id);
  new DataView(bytes.buffer).setUint32(12, numberOf(seq));
  return new Binary(bytes);
}

/** The first seq of the shelf that a message belongs to. */
export function shelfStart(seq: number): number {
  return numberOf(seq) * SHELF_SIZE + 1;
}

/** Every shelf of a chat up to a seq. */
export function shelvesUpTo(chatId: ObjectId, seq: number): Binary[] {
  return Array.from({ length: seq > 0 ? numberOf(seq) + 1 : 0 }, (_, number) =>
    shelfOf(chatId, number * SHELF_SIZE + 1),
  );
}

function numberOf(seq: number): number {
  return Math.floor((seq - 1) / SHELF_SIZE);
}
