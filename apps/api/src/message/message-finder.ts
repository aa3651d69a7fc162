import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { belowPosition, type Position } from '../common/keyset';
import type { ObjectId } from '../common/object-id';
import { Message } from './message.schema';
import { hasWords, type SearchWords } from './search-terms';

/** A word that at most this many messages have is read whole and sorted here. */
const FEW = 300;
/** Chats in one command: each is a range of the index. */
const CHATS_AT_ONCE = 1_000;
/** Messages that one step back looks at: few of many chats; the further back in a chat, the more of it at once. */
const STEP_MAX = 1_024;
const FIRST_STEP = 16;
const STEP_GROWTH = 4;
/** Messages looked at on the way back before giving it up. */
const WALK_MAX = 6_000;

/** A chat that is searched. Nothing in it is newer than its last activity. */
export interface SearchedChat {
  _id: ObjectId;
  headSeq: number;
  lastActivityAt: Date;
}

export interface FoundMessage {
  _id: ObjectId;
  createdAt: Date;
}

type Row = FoundMessage & { terms: string[] };
type Filter = QueryFilter<Message>;

/** How far back a chat was looked into: whatever is newer than `reached` has been seen. */
interface Place {
  chat: SearchedChat;
  fromSeq: number;
  reached: Date;
  step: number;
}

/**
 * Finds the newest messages with all words, at a cost that hardly grows with what is stored. A rare word is read whole
 * through the index on (chatId, terms). Words that are common together are met soon by going back from the newest
 * messages. What is left are common words that seldom meet: then the longest is read whole.
 */
@Injectable()
export class MessageFinder {
  constructor(@InjectModel(Message.name) private readonly messages: Model<Message>) {}

  /** At most `count`, newest first, below the position. */
  async newest(
    chats: SearchedChat[],
    words: SearchWords,
    position: Position | null,
    count: number,
  ): Promise<FoundMessage[]> {
    const below = belowPosition('createdAt', position);
    for (const { indexed } of conditionsOf(words)) {
      const few = await this.readIfFew(chats, indexed);
      if (few)
        return newestOf(
          few.filter((row) => hasWords(row.terms, words) && isBelow(position, row)),
          count,
        );
    }
    const met = await this.walk(chats, words, below, count);
    return met ?? newestOf(await this.readAll(chats, words, below), count);
  }

  /** Null when there are more than few. */
  private async readIfFew(chats: SearchedChat[], indexed: Filter): Promise<Row[] | null> {
    const rows: Row[] = [];
    for (const chatId of inParts(chats)) {
      const part = await this.messages
        .find({ chatId, ...indexed })
        .select({ createdAt: 1, terms: 1 })
        .limit(FEW + 1 - rows.length)
        .lean<Row[]>()
        .exec();
      rows.push(...part);
      if (rows.length > FEW) return null;
    }
    return rows;
  }

  private async readAll(chats: SearchedChat[], words: SearchWords, below: Filter): Promise<FoundMessage[]> {
    const [longest, ...others] = conditionsOf(words);
    const rest = { $and: [...others.map(({ checked }) => checked), below] };
    const parts: FoundMessage[][] = [];
    for (const chatId of inParts(chats)) {
      const filter = { chatId, ...longest?.indexed, ...rest };
      parts.push(await this.messages.find(filter).select({ createdAt: 1 }).lean<FoundMessage[]>().exec());
    }
    return parts.flat();
  }

  /**
   * Goes back in those chats that can still hold something newer than the last one found, the latest first. Null when
   * that took too long.
   */
  private async walk(chats: SearchedChat[], words: SearchWords, below: Filter, count: number) {
    const places: Place[] = chats.map((chat) => ({
      chat,
      fromSeq: chat.headSeq + 1,
      reached: chat.lastActivityAt,
      step: FIRST_STEP,
    }));
    const wanted = { $and: [...conditionsOf(words).map(({ checked }) => checked), below] };
    let found: FoundMessage[] = [];
    for (let looked = 0; looked < WALK_MAX; ) {
      const last = found[count - 1];
      const open = places
        .filter(({ fromSeq, reached }) => fromSeq > 1 && (!last || reached >= last.createdAt))
        .sort((a, b) => b.reached.getTime() - a.reached.getTime());
      if (open.length === 0) return found;
      const next = firstOf(open);
      found = newestOf([...found, ...(await this.stepBack(next, wanted))], count);
      looked += STEP_MAX;
    }
    return null;
  }

  private async stepBack(places: Place[], wanted: Filter): Promise<FoundMessage[]> {
    const steps = places.map((place) => ({ place, start: Math.max(1, place.fromSeq - place.step) }));
    // The newest part of a chat has no upper end: messages may have come since its head was read.
    const ranges = steps.map(({ place: { chat, fromSeq }, start }) => ({
      chatId: chat._id,
      seq: { $gte: start, ...(fromSeq <= chat.headSeq && { $lt: fromSeq }) },
    }));
    const edges = steps.map(({ place, start }) => ({ chatId: place.chat._id, seq: start }));
    const [rows, oldest] = await Promise.all([
      this.messages
        .find({ $or: ranges, ...wanted })
        .select({ createdAt: 1 })
        .lean<FoundMessage[]>()
        .exec(),
      this.messages.find({ $or: edges }).select({ chatId: 1, createdAt: 1 }).lean<Message[]>().exec(),
    ]);
    const reached = new Map(oldest.map(({ chatId, createdAt }) => [chatId.toHexString(), createdAt]));
    for (const { place, start } of steps) {
      place.fromSeq = start;
      place.step = Math.min(place.step * STEP_GROWTH, STEP_MAX);
      place.reached = reached.get(place.chat._id.toHexString()) ?? place.reached;
    }
    return rows;
  }
}

/**
 * One word as the index can use it, and as a check of messages that were found otherwise: doubly denied, so that no
 * planner takes it for the better way. Longest words first, because those tend to be rare.
 */
function conditionsOf({ whole, begun }: SearchWords): { indexed: Filter; checked: Filter }[] {
  const beginning = { $elemMatch: { $gte: begun, $lt: `${begun}\u{10ffff}` } };
  return [
    { length: begun.length, indexed: { terms: beginning }, checked: { $nor: [{ terms: { $not: beginning } }] } },
    ...whole.map((word) => ({
      length: word.length,
      indexed: { terms: word },
      checked: { $nor: [{ terms: { $ne: word } }] },
    })),
  ].sort((a, b) => b.length - a.length);
}

/** As many as one step can look into. */
function firstOf(places: Place[]): Place[] {
  let messages = 0;
  const end = places.findIndex(({ step }) => {
    messages += step;
    return messages > STEP_MAX;
  });
  return end === -1 ? places : places.slice(0, end);
}

function inParts(chats: SearchedChat[]): { $in: ObjectId[] }[] {
  const ids = chats.map(({ _id }) => _id);
  return Array.from({ length: Math.ceil(ids.length / CHATS_AT_ONCE) }, (_, part) => ({
    $in: ids.slice(part * CHATS_AT_ONCE, (part + 1) * CHATS_AT_ONCE),
  }));
}

function newestOf(rows: FoundMessage[], count: number): FoundMessage[] {
  return rows.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || compareIds(b, a)).slice(0, count);
}

function compareIds(a: FoundMessage, b: FoundMessage): number {
  return a._id.toHexString() < b._id.toHexString() ? -1 : 1;
}

function isBelow(position: Position | null, { createdAt, _id }: FoundMessage): boolean {
  if (!position) return true;
  const [at, id] = [Number(position[0]), String(position[1])];
  return createdAt.getTime() < at || (createdAt.getTime() === at && _id.toHexString() < id);
}
