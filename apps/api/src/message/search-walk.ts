import type { Model } from 'mongoose';
import type { ObjectId } from '../common/object-id';
import type { FoundMessage } from './found-message';
import type { Message } from './message.schema';
import type { Condition, Filter } from './search-condition';
import { SHELF_SIZE, shelvesBack, shelvesBetween } from './shelf';

/** Messages of a chat that are looked at first; each next time so many times what was seen of it. */
const FIRST_STEP = 16;
const STEP_GROWTH = 4;
/** What one round reads: messages one by one, or shelves for a word. */
const MESSAGES_MAX = 2_048;
const SHELVES_MAX = 1_000;
/** A shelf, or where it ends, costs as much as so many messages. */
export const SHELF_COST = 2;
/** People write several messages in a row: so many of the reach are one chat's. */
const RUN = 8;
const CHATS_MIN = 16;
/** On top of what a chat's pace says, as paces change. */
const MARGIN = 1.3;

/** A chat that is searched. Nothing in it is newer than its last activity. */
export interface SearchedChat {
  _id: ObjectId;
  headSeq: number;
  lastActivityAt: Date;
}

/** What is looked for. */
export interface Aim {
  conditions: Condition[];
  /** The same, with the rarest word as the index can use it. */
  wanted: Filter;
  /** Messages with the rarest word, for each message. */
  density: number;
  /** So many of the newest messages are expected to hold what is wanted. */
  reach: number;
}

/** Messages that a walk reads, roughly. */
export function costOfWalk({ density, reach }: Aim, chatCount: number): number {
  return Math.min(chatCount, reach / RUN) * (density * SHELF_SIZE + 2 * SHELF_COST) + density * reach;
}

/** How far back a chat was looked into: whatever is newer than `reached` has been seen. */
interface Place {
  chat: SearchedChat;
  fromSeq: number;
  reached: Date;
}

interface Step {
  place: Place;
  size: number;
}

/**
 * Goes back in those chats that can still hold something newer than the last one found, the latest first: each round as far
 * as promises enough, and by whatever reads less, the messages themselves or the shelves that the index keeps.
 */
export class SearchWalk {
  private readonly places: Place[];

  constructor(
    private readonly messages: Model<Message>,
    chats: SearchedChat[],
    private readonly aim: Aim,
    /** The newest of them below the reader's position, at most `count`. */
    private readonly below: (rows: FoundMessage[]) => FoundMessage[],
    private readonly count: number,
  ) {
    this.places = chats.map((chat) => ({
      chat,
      fromSeq: chat.headSeq + 1,
      reached: chat.lastActivityAt,
    }));
  }

  async newest(): Promise<FoundMessage[]> {
    let found: FoundMessage[] = [];
    for (let { reach } = this.aim; ; reach *= STEP_GROWTH) {
      const last = found[this.count - 1];
      const open = this.places
        .filter(({ fromSeq, reached }) => fromSeq > 1 && (!last || reached >= last.createdAt))
        .sort((a, b) => b.reached.getTime() - a.reached.getTime());
      if (open.length === 0) return found;
      const steps = last
        ? open.map((place) => ({ place, size: sizeTo(place, last.createdAt) }))
        : open.slice(0, Math.max(CHATS_MIN, reach / RUN)).map((place) => ({ place, size: nextSize(place) }));
      found = this.below([...found, ...(await this.read(steps))]);
    }
  }

  private read(steps: Step[]): Promise<FoundMessage[]> {
    const shelfCost = this.aim.density * SHELF_SIZE + SHELF_COST;
    const byMessage = steps.reduce((sum, { size }) => sum + size, 0);
    const byShelf = steps.reduce((sum, { size }) => sum + shelvesOf(size) * shelfCost, 0);
    return byMessage <= byShelf
      ? this.lookAt(firstOf(steps, ({ size }) => size, MESSAGES_MAX))
      : this.readShelves(firstOf(steps, ({ size }) => shelvesOf(size), SHELVES_MAX));
  }

  private async lookAt(steps: Step[]): Promise<FoundMessage[]> {
    const moves = steps.map(({ place, size }) => ({ place, start: Math.max(1, place.fromSeq - size) }));
    // The newest part of a chat has no upper end: messages may have come since its head was read.
    const ranges = moves.map(({ place: { chat, fromSeq }, start }) => ({
      chatId: chat._id,
      seq: { $gte: start, ...(fromSeq <= chat.headSeq && { $lt: fromSeq }) },
    }));
    const words = this.aim.conditions.map(({ checked }) => checked);
    return this.readAndMove({ $and: words, $or: ranges }, moves);
  }

  private readShelves(steps: Step[]): Promise<FoundMessage[]> {
    const moves = steps.map(({ place, size }) => ({
      place,
      start: shelvesBack(place.fromSeq - 1, shelvesOf(size) - 1),
    }));
    const named = moves.flatMap(({ place, start }) => shelvesBetween(place.chat._id, start, place.fromSeq - 1));
    return this.readAndMove({ shelf: { $in: named }, ...this.aim.wanted }, moves);
  }

  private async readAndMove(filter: Filter, moves: { place: Place; start: number }[]): Promise<FoundMessage[]> {
    const edges = moves.map(({ place, start }) => ({ chatId: place.chat._id, seq: start }));
    const [rows, oldest] = await Promise.all([
      this.find(filter, { createdAt: 1 }),
      this.find<Message>({ $or: edges }, { chatId: 1, createdAt: 1 }),
    ]);
    const reached = new Map(oldest.map(({ chatId, createdAt }) => [chatId.toHexString(), createdAt]));
    for (const { place, start } of moves) {
      place.fromSeq = start;
      place.reached = reached.get(place.chat._id.toHexString()) ?? place.reached;
    }
    return rows;
  }

  private find<T = FoundMessage>(filter: Filter, projection: Record<string, 1>): Promise<T[]> {
    return this.messages.collection.find(filter, { projection }).toArray() as unknown as Promise<T[]>;
  }
}

const seenOf = ({ chat, fromSeq }: Place) => chat.headSeq + 1 - fromSeq;
const nextSize = (place: Place) => Math.max(FIRST_STEP, STEP_GROWTH * seenOf(place));

/** How many messages may lie between a place and a time, by the pace of the chat so far; a little seen is a poor guide. */
function sizeTo(place: Place, time: Date): number {
  const { chat, reached } = place;
  const passedMs = chat.lastActivityAt.getTime() - reached.getTime();
  const most = nextSize(place);
  if (passedMs <= 0) return most;
  const expected = (MARGIN * seenOf(place) * (reached.getTime() - time.getTime())) / passedMs;
  return Math.min(most, FIRST_STEP + Math.ceil(expected));
}

const shelvesOf = (size: number) => Math.max(1, Math.ceil(size / SHELF_SIZE));

/** As many as cost no more than that, and at least the first, cut to it. */
function firstOf(steps: Step[], costOf: (step: Step) => number, most: number): Step[] {
  let cost = 0;
  const end = steps.findIndex((step) => {
    cost += costOf(step);
    return cost > most;
  });
  if (end === -1) return steps;
  if (end > 0) return steps.slice(0, end);
  return steps.slice(0, 1).map(({ place, size }) => ({ place, size: Math.floor((size * most) / cost) }));
}
