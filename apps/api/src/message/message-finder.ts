import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Position } from '../common/keyset';
import type { ObjectId } from '../common/object-id';
import { Message } from './message.schema';
import { hasWords, type SearchWords } from './search-terms';
import { shelvesBack, shelvesBetween } from './shelf';

/** A word that at most this many messages have is read whole and sorted here. */
const FEW = 100;
/** Shelves in one command: each is a range of the index. */
const SHELVES_AT_ONCE = 1_000;
/** Messages that one step back looks at: few of many chats; the further back in a chat, the more of it at once. */
const STEP_MAX = 1_024;
const FIRST_STEP = 16;
const STEP_GROWTH = 4;
/** Messages looked at one by one, before shelves are asked for a word. */
const LOOK_MAX = 2_048;
const FIRST_SHELVES = 32;
/** Messages that tell which of several words is the rarest. */
const SAMPLE = 256;

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
type Filter = Record<string, unknown>;

interface Condition {
  indexed: Filter;
  checked: Filter;
  has(terms: string[]): boolean;
}

/** How far back a chat was looked into: whatever is newer than `reached` has been seen. */
interface Place {
  chat: SearchedChat;
  fromSeq: number;
  reached: Date;
  step: number;
}

/**
 * Finds the newest messages with all words, at a cost that hardly grows with what is stored. A rare word is read whole
 * through the index on shelf and word. What is common is met soon by going back from the newest messages of the chats
 * that were active last; what is neither, by going back from shelf to shelf.
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
    const conditions = conditionsOf(words);
    const below = (rows: FoundMessage[]) =>
      newestOf(
        rows.filter((row) => isBelow(position, row)),
        count,
      );
    for (const { indexed } of conditions) {
      const few = await this.readIfFew(chats, indexed);
      if (few) return below(few.filter(({ terms }) => hasWords(terms, words)));
    }
    return this.walk(chats, conditions, below, count);
  }

  /** Null when there are more than few. */
  private async readIfFew(chats: SearchedChat[], indexed: Filter): Promise<Row[] | null> {
    const rows: Row[] = [];
    const shelves = chats.flatMap(({ _id, headSeq }) => shelvesBetween(_id, 1, headSeq + 1));
    for (let at = 0; at < shelves.length; at += SHELVES_AT_ONCE) {
      const shelf = { $in: shelves.slice(at, at + SHELVES_AT_ONCE) };
      const limit = FEW + 1 - rows.length;
      rows.push(...(await this.find<Row>({ shelf, ...indexed }, { createdAt: 1, terms: 1 }, limit)));
      if (rows.length > FEW) return null;
    }
    return rows;
  }

  /** By the newest messages of the latest chats. */
  private async rarest(chats: SearchedChat[], conditions: Condition[]): Promise<Condition | undefined> {
    const latest = chats.slice(0, SAMPLE / FIRST_STEP);
    const ranges = latest.map(({ _id, headSeq }) => ({ chatId: _id, seq: { $gt: headSeq - FIRST_STEP } }));
    const sample = await this.find<Row>({ $or: ranges }, { createdAt: 1, terms: 1 });
    const frequency = ({ has }: Condition) => sample.filter(({ terms = [] }) => has(terms)).length;
    return conditions
      .map((condition) => ({ condition, frequency: frequency(condition) }))
      .reduce((least, each) => (each.frequency < least.frequency ? each : least)).condition;
  }

  /**
   * Goes back in those chats that can still hold something newer than the last one found, the latest first: at first by
   * looking at messages, which meets common words at once, then from shelf to shelf.
   */
  private async walk(
    chats: SearchedChat[],
    conditions: Condition[],
    below: (rows: FoundMessage[]) => FoundMessage[],
    count: number,
  ): Promise<FoundMessage[]> {
    const places: Place[] = chats.map((chat) => ({
      chat,
      fromSeq: chat.headSeq + 1,
      reached: chat.lastActivityAt,
      step: FIRST_STEP,
    }));
    const byShelf = await this.shelfFilter(chats, conditions);
    const byMessage = { $and: conditions.map(({ checked }) => checked) };
    let found: FoundMessage[] = [];
    let shelves = FIRST_SHELVES;
    for (let looked = 0; ; looked += STEP_MAX) {
      const last = found[count - 1];
      const open = places
        .filter(({ fromSeq, reached }) => fromSeq > 1 && (!last || reached >= last.createdAt))
        .sort((a, b) => b.reached.getTime() - a.reached.getTime());
      if (open.length === 0) return found;
      const isLooking = looked < LOOK_MAX;
      const rows = isLooking
        ? await this.lookAt(firstOf(open), byMessage)
        : await this.readShelves(open.slice(0, shelves), byShelf, shelves);
      if (!isLooking) shelves = Math.min(shelves * 2, SHELVES_AT_ONCE);
      found = below([...found, ...rows]);
    }
  }

  /** One word bounds the index, the others are checked: the rarest saves most. */
  private async shelfFilter(chats: SearchedChat[], conditions: Condition[]): Promise<Filter> {
    const rarest = conditions.length === 1 ? conditions[0] : await this.rarest(chats, conditions);
    const others = conditions.filter((condition) => condition !== rarest).map(({ checked }) => checked);
    return { ...rarest?.indexed, ...(others.length > 0 && { $and: others }) };
  }

  private async lookAt(places: Place[], wanted: Filter): Promise<FoundMessage[]> {
    const steps = places.map((place) => ({ place, start: Math.max(1, place.fromSeq - place.step) }));
    // The newest part of a chat has no upper end: messages may have come since its head was read.
    const ranges = steps.map(({ place: { chat, fromSeq }, start }) => ({
      chatId: chat._id,
      seq: { $gte: start, ...(fromSeq <= chat.headSeq && { $lt: fromSeq }) },
    }));
    const [rows] = await Promise.all([this.find({ $or: ranges, ...wanted }, { createdAt: 1 }), this.moveTo(steps)]);
    return rows;
  }

  /** The fewer chats are left, the more shelves of each at once. */
  private async readShelves(places: Place[], wanted: Filter, shelves: number): Promise<FoundMessage[]> {
    const more = Math.floor(shelves / places.length) - 1;
    const steps = places.map((place) => ({ place, start: shelvesBack(place.fromSeq - 1, more) }));
    const named = steps.flatMap(({ place, start }) => shelvesBetween(place.chat._id, start, place.fromSeq - 1));
    const shelf = { $in: named };
    const [rows] = await Promise.all([this.find({ shelf, ...wanted }, { createdAt: 1 }), this.moveTo(steps)]);
    return rows;
  }

  private async moveTo(steps: { place: Place; start: number }[]): Promise<void> {
    const edges = steps.map(({ place, start }) => ({ chatId: place.chat._id, seq: start }));
    const oldest = await this.find<Message>({ $or: edges }, { chatId: 1, createdAt: 1 });
    const reached = new Map(oldest.map(({ chatId, createdAt }) => [chatId.toHexString(), createdAt]));
    for (const { place, start } of steps) {
      place.fromSeq = start;
      place.step = Math.min(place.step * STEP_GROWTH, STEP_MAX);
      place.reached = reached.get(place.chat._id.toHexString()) ?? place.reached;
    }
  }

  /** Through the driver: filters of many chats are long, and everything in them has its type already. */
  private find<T = FoundMessage>(filter: object, projection: Record<string, 1>, limit = 0): Promise<T[]> {
    return this.messages.collection.find(filter, { projection, limit }).toArray() as unknown as Promise<T[]>;
  }
}

/**
 * One word as the index can use it, and as a check of messages that were found otherwise: doubly denied, so that no
 * planner takes it for the better way. Longest words first, because those tend to be rare.
 */
function conditionsOf({ whole, begun }: SearchWords): Condition[] {
  const beginning = { $elemMatch: { $gte: begun, $lt: `${begun}\u{10ffff}` } };
  const last = {
    length: begun.length,
    indexed: { terms: beginning },
    checked: { $nor: [{ terms: { $not: beginning } }] },
    has: (terms: string[]) => terms.some((term) => term.startsWith(begun)),
  };
  const others = whole.map((word) => ({
    length: word.length,
    indexed: { terms: word },
    checked: { $nor: [{ terms: { $ne: word } }] },
    has: (terms: string[]) => terms.includes(word),
  }));
  return [last, ...others].sort((a, b) => b.length - a.length);
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

/** Each once: a shelf also holds what was looked at before. */
function newestOf(rows: FoundMessage[], count: number): FoundMessage[] {
  const once = [...new Map(rows.map((row) => [row._id.toHexString(), row])).values()];
  return once.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || compareIds(b, a)).slice(0, count);
}

function compareIds(a: FoundMessage, b: FoundMessage): number {
  return a._id.toHexString() < b._id.toHexString() ? -1 : 1;
}

function isBelow(position: Position | null, { createdAt, _id }: FoundMessage): boolean {
  if (!position) return true;
  const [at, id] = [Number(position[0]), String(position[1])];
  return createdAt.getTime() < at || (createdAt.getTime() === at && _id.toHexString() < id);
}
