import { Binary } from 'mongodb';
import type { ObjectId } from '../common/object-id';

/** Messages of a chat that the index of words keeps together. */
export const SHELF_SIZE = 512;

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
function shelfStart(seq: number): number {
  return numberOf(seq) * SHELF_SIZE + 1;
}

/** The first seq of the shelf that lies so many shelves before a message's own, or of the chat's first one. */
export function shelvesBack(seq: number, count: number): number {
  return shelfStart(Math.max(1, seq - count * SHELF_SIZE));
}

/** The shelves of a chat that hold the messages from one seq to another, both included. */
export function shelvesBetween(chatId: ObjectId, from: number, to: number): Binary[] {
  const first = numberOf(from);
  return Array.from({ length: numberOf(to) - first + 1 }, (_, index) =>
    shelfOf(chatId, (first + index) * SHELF_SIZE + 1),
  );
}

function numberOf(seq: number): number {
  return Math.floor((seq - 1) / SHELF_SIZE);
}
