import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { belowPosition, type Position } from '../common/keyset';
import type { ObjectId } from '../common/object-id';
import { Message } from './message.schema';
import { hasWords, type SearchWords } from './search-terms';

/** A word with at most this many messages is read whole and sorted here. */
const FEW = 1_000;
const FEW_IN_CHAT = 200;
/** Chats in one command: every one is a range of the index. */
const CHATS_AT_ONCE = 1_000;
/** Chats that are looked into side by side for a common word. */
const SIDE_BY_SIDE = 8;

/** A chat that is searched. Nothing in it is newer than its last activity. */
export interface SearchedChat {
  _id: ObjectId;
  lastActivityAt: Date;
}

export interface FoundMessage {
  _id: ObjectId;
  createdAt: Date;
}

type TermCondition = string | { $elemMatch: { $gte: string; $lt: string } };

type Row = FoundMessage & { terms: string[] };

/**
 * Finds the newest messages with all words, at a cost that does not grow with what is stored. A rare word is read
 * through the index on (chatId, terms), whatever the number of chats. A common one is found soon by going back from the
 * newest message, chat by chat, and the first page is full before the old chats are reached.
 */
@Injectable()
export class MessageFinder {
  constructor(@InjectModel(Message.name) private readonly messages: Model<Message>) {}

  /** At most `count`, newest first, below the position. `chats` come in the order of their last activity. */
  async newest(
    chats: SearchedChat[],
    words: SearchWords,
    position: Position | null,
    count: number,
  ): Promise<FoundMessage[]> {
    const few = await this.readIfFew(chats, words, FEW);
    if (few) return newestOf(few.filter(isBelow(position)), count);
    return this.walk(chats, words, position, count);
  }

  private async walk(chats: SearchedChat[], words: SearchWords, position: Position | null, count: number) {
    let found: FoundMessage[] = [];
    for (let at = 0; at < chats.length; at += SIDE_BY_SIDE) {
      const group = chats.slice(at, at + SIDE_BY_SIDE);
      const last = found[count - 1];
      if (last && group[0] && last.createdAt > group[0].lastActivityAt) break;
      const rows = await Promise.all(group.map((chat) => this.newestIn(chat, words, position, count)));
      found = newestOf([...found, ...rows.flat()], count);
    }
    return found;
  }

  private async newestIn(chat: SearchedChat, words: SearchWords, position: Position | null, count: number) {
    const few = await this.readIfFew([chat], words, FEW_IN_CHAT);
    if (few) return newestOf(few.filter(isBelow(position)), count);
    return (
      this.messages
        .find({
          chatId: chat._id,
          $and: [...conditionsOf(words).map((terms) => ({ terms })), belowPosition('createdAt', position)],
        })
        .select({ createdAt: 1 })
        .sort({ seq: -1 })
        // Otherwise a whole word would be read through the index on words, all of it, and sorted.
        .hint({ chatId: 1, seq: 1 })
        .limit(count)
        .lean<FoundMessage[]>()
        .exec()
    );
  }

  /** Every message with all words, by whichever of them is rare; null when each is common. */
  private async readIfFew(chats: SearchedChat[], words: SearchWords, few: number): Promise<Row[] | null> {
    for (const terms of conditionsOf(words)) {
      const rows = await this.read(chats, terms, few);
      if (rows) return rows.filter(({ terms }) => hasWords(terms, words));
    }
    return null;
  }

  /** Null when there are more than `few`. */
  private async read(chats: SearchedChat[], terms: TermCondition, few: number): Promise<Row[] | null> {
    const rows: Row[] = [];
    for (let at = 0; at < chats.length; at += CHATS_AT_ONCE) {
      const ids = chats.slice(at, at + CHATS_AT_ONCE).map(({ _id }) => _id);
      const part = await this.messages
        .find({ chatId: ids.length === 1 ? ids[0] : { $in: ids }, terms })
        .select({ createdAt: 1, terms: 1 })
        .limit(few + 1 - rows.length)
        .lean<Row[]>()
        .exec();
      rows.push(...part);
      if (rows.length > few) return null;
    }
    return rows;
  }
}

/** Longest words first, because those tend to be rare. The bounds of the last one hold for one and the same term. */
function conditionsOf({ whole, begun }: SearchWords): TermCondition[] {
  const beginning = { length: begun.length, terms: { $elemMatch: { $gte: begun, $lt: `${begun}\u{10ffff}` } } };
  return [beginning, ...whole.map((terms) => ({ length: terms.length, terms }))]
    .sort((a, b) => b.length - a.length)
    .map(({ terms }) => terms);
}

function newestOf(rows: FoundMessage[], count: number): FoundMessage[] {
  return rows.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || compareIds(b, a)).slice(0, count);
}

function compareIds(a: FoundMessage, b: FoundMessage): number {
  return a._id.toHexString() < b._id.toHexString() ? -1 : 1;
}

function isBelow(position: Position | null): (row: FoundMessage) => boolean {
  if (!position) return () => true;
  const [at, id] = [Number(position[0]), String(position[1])];
  return ({ createdAt, _id }) => createdAt.getTime() < at || (createdAt.getTime() === at && _id.toHexString() < id);
}
