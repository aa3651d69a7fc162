import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Binary } from 'mongodb';
import type { Model } from 'mongoose';
import type { Position } from '../common/keyset';
import { partsOf } from '../common/parts';
import { type FoundMessage, isBelow, newestOf } from './found-message';
import { Message } from './message.schema';
import { type Condition, conditionsOf, type Filter } from './search-condition';
import { hasWords, type SearchWords } from './search-terms';
import { costOfWalk, type SearchedChat, SearchWalk, SHELF_COST } from './search-walk';
import { shelvesBetween } from './shelf';

/** A word that at most this many messages have is read whole and sorted here; of another, so many tell how frequent it is. */
const FEW = 100;
/** Shelves in one command: each is a range of the index. */
const SHELVES_AT_ONCE = 1_000;
/** One command for everything is worth so many times what a walk of several would read. */
const WORTH = 2;

type Row = FoundMessage & { shelf: Binary; terms: string[] };

/** What a little reading told of a word. */
interface Probe {
  condition: Condition;
  rows: Row[];
  /** These are all there are. */
  isWhole: boolean;
  /** Messages with the word, for each message. */
  density: number;
}

/**
 * Finds the newest messages with all words, at a cost that hardly grows with what is stored. A little reading of the index on
 * shelf and word tells how frequent the words are. What is rare is then read whole; what is common is met by going back
 * from the newest messages, as far as its frequency promises.
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
    const below = (rows: FoundMessage[]) =>
      newestOf(
        rows.filter((row) => isBelow(position, row)),
        count,
      );
    const shelves = chats.flatMap(({ _id, headSeq }) => shelvesBetween(_id, 1, headSeq + 1));
    const total = chats.reduce((sum, { headSeq }) => sum + headSeq, 0);
    const conditions = conditionsOf(words);
    const probes = await Promise.all(conditions.map((condition) => this.probe(shelves, total, condition)));
    const whole = probes.find(({ isWhole }) => isWhole);
    if (whole) return below(whole.rows.filter(({ terms }) => hasWords(terms, words)));

    const rarest = probes.reduce((least, each) => (each.density < least.density ? each : least));
    const { density, rows } = rarest;
    const share = (rows.filter(({ terms }) => hasWords(terms, words)).length + 0.5) / rows.length;
    const wanted = filterOf(rarest.condition, conditions);
    const aim = { conditions, wanted, density, reach: count / (density * share) };
    const costOfAll = density * total + SHELF_COST * shelves.length;
    return costOfAll < WORTH * costOfWalk(aim, chats.length)
      ? below(await this.readAll(shelves, wanted))
      : new SearchWalk(this.messages, chats, aim, below, count).newest();
  }

  /** In the order of the index, which is that of the shelves. */
  private async probe(shelves: Binary[], total: number, condition: Condition): Promise<Probe> {
    const rows: Row[] = [];
    const projection = { createdAt: 1, shelf: 1, terms: 1 } as const;
    for (const some of partsOf(shelves, SHELVES_AT_ONCE)) {
      const limit = FEW + 1 - rows.length;
      rows.push(...(await this.find<Row>({ shelf: { $in: some }, ...condition.indexed }, projection, limit)));
      if (rows.length <= FEW) continue;
      const last = rows.at(-1)?.shelf as Binary;
      const read = shelves.indexOf(some[0] as Binary) + some.filter((shelf) => compare(shelf, last) <= 0).length;
      return { condition, rows, isWhole: false, density: (rows.length * shelves.length) / (read * total) };
    }
    return { condition, rows, isWhole: true, density: rows.length / total };
  }

  private async readAll(shelves: Binary[], wanted: Filter): Promise<FoundMessage[]> {
    const parts = partsOf(shelves, SHELVES_AT_ONCE).map((some) =>
      this.find<FoundMessage>({ shelf: { $in: some }, ...wanted }, { createdAt: 1 }),
    );
    return (await Promise.all(parts)).flat();
  }

  /** Through the driver: filters of many chats are long, and everything in them has its type already. */
  private find<T>(filter: object, projection: Record<string, 1>, limit = 0): Promise<T[]> {
    return this.messages.collection.find(filter, { projection, limit }).toArray() as unknown as Promise<T[]>;
  }
}

/** One word bounds the index, the others are checked: the rarest saves most. */
function filterOf(rarest: Condition, conditions: Condition[]): Filter {
  const others = conditions.filter((condition) => condition !== rarest).map(({ checked }) => checked);
  return { ...rarest.indexed, ...(others.length > 0 && { $and: others }) };
}

const compare = (a: Binary, b: Binary) => Buffer.compare(a.value(), b.value());
