import { LOCALES, type Locale } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, type QueryFilter, Types } from 'mongoose';
import { AppError } from '../common/app-error';
import { type ObjectId, toObjectId } from '../common/object-id';
import { partsOf } from '../common/parts';
import { User } from './user.schema';

const CHOICES_MAX = 200;
/** Ids of one query. */
const LOOK_AT = 1_000;
const IN_CROWDS: QueryFilter<User> = { bannedAt: null, isGuest: { $ne: true } };

/** Accounts as a crowd: how many match, page by page, and what they can be told apart by. Banned people and guests are in no crowd. */
@Injectable()
export class UserDirectory {
  constructor(@InjectModel(User.name) private readonly users: Model<User>) {}

  /**
   * Exact, by subtraction: the large number comes from an index alone, with the language told, which the indexes of all other
   * conditions go on with; of the few who are banned, or came after `createdUntil`, each is looked at.
   */
  async countByLocale(filter: QueryFilter<User>, createdUntil: Date | null = null): Promise<Record<Locale, number>> {
    const left = await this.leftOut(createdUntil);
    const counts = await Promise.all(
      LOCALES.map(async (locale) => {
        const all = await this.users.countDocuments({ $and: [filter, { locale }] }).exec();
        const [out, guests] = await Promise.all([
          this.countAmong(left, { $and: [filter, { locale }] }),
          this.countGuests({ $and: [filter, { locale }] }, createdUntil),
        ]);
        return [locale, all - out - guests] as const;
      }),
    );
    return Object.fromEntries(counts) as Record<Locale, number>;
  }

  async count(filter: QueryFilter<User>, createdUntil: Date | null = null): Promise<number> {
    const counts = await this.countByLocale(filter, createdUntil);
    return LOCALES.reduce((sum, locale) => sum + counts[locale], 0);
  }

  /** The number when it is below `max`, otherwise `max`: what can be said at once of any crowd. */
  countUpTo(filter: QueryFilter<User>, max: number): Promise<number> {
    return this.users.countDocuments({ $and: [filter, IN_CROWDS] }, { limit: max }).exec();
  }

  /** The ids above `after`, in their order. */
  async idsAfter(filter: QueryFilter<User>, after: ObjectId | null, until: Date, limit: number): Promise<ObjectId[]> {
    const page = { ...IN_CROWDS, createdAt: { $lte: until }, ...(after && { _id: { $gt: after } }) };
    const found = await this.users
      .find({ $and: [filter, page] }, { _id: 1 })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<User[]>()
      .exec();
    return found.map(({ _id }) => _id);
  }

  findAll(ids: ObjectId[]): Promise<User[]> {
    // Asked for with every badge, so by the driver alone.
    // All of them in the first batch: a second one were a second command.
    return this.users.collection.find<User>({ _id: { $in: ids } }, { batchSize: ids.length + 1 }).toArray();
  }

  /** Throws USER_NOT_FOUND when one of them is not there. */
  async requireAll(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const found = await this.users.countDocuments({ _id: { $in: ids.map(toObjectId) } }).exec();
    if (found !== new Set(ids).size) throw new AppError('USER_NOT_FOUND', 'There is no such person.');
  }

  /** The regions and tags that people have, in their order. */
  async choices(): Promise<{ regions: string[]; tags: string[] }> {
    const [regions, tags] = await Promise.all([this.valuesOf('region'), this.valuesOf('tags')]);
    return { regions, tags };
  }

  async setTags(userId: string, tags: string[]): Promise<string[]> {
    const sorted = [...new Set(tags)].sort();
    const { matchedCount } = await this.users.updateOne({ _id: toObjectId(userId) }, { $set: { tags: sorted } });
    if (matchedCount === 0) throw new AppError('USER_NOT_FOUND', 'There is no such person.');
    return sorted;
  }

  /** From one value to the next in the index, so that the cost is that of the values and not of the people. */
  private async valuesOf(field: 'region' | 'tags'): Promise<string[]> {
    const values: string[] = [];
    for (let last = ''; values.length < CHOICES_MAX; ) {
      const next = await this.valueAfter(field, last);
      if (next === undefined) break;
      values.push(next);
      last = next;
    }
    return values;
  }

  /** A list of tags is not found by its smallest match first, so each find is only an upper bound for the next look. */
  private async valueAfter(field: 'region' | 'tags', last: string): Promise<string | undefined> {
    let found: string | undefined;
    for (;;) {
      const between = { $gt: last, ...(found !== undefined && { $lt: found }) };
      const person = await this.users
        .findOne({ [field]: field === 'tags' ? { $elemMatch: between } : between }, { [field]: 1 })
        .sort({ [field]: 1 })
        .lean<User>()
        .exec();
      if (!person) return found;
      found = [person[field] ?? []]
        .flat()
        .filter((value) => value > last)
        .sort()[0];
    }
  }

  /** Ids begin with the second they were made in, so that those who came later are few to look at. */
  private async leftOut(createdUntil: Date | null): Promise<ObjectId[]> {
    const wanted: QueryFilter<User>[] = [{ bannedAt: { $gt: new Date(0) } }];
    if (createdUntil) {
      const from = Types.ObjectId.createFromTime(Math.floor(createdUntil.getTime() / 1_000));
      wanted.push({ _id: { $gte: from }, createdAt: { $gt: createdUntil }, bannedAt: null });
    }
    const found = await Promise.all(wanted.map((filter) => this.users.find(filter, { _id: 1 }).lean<User[]>().exec()));
    return found.flat().map(({ _id }) => _id);
  }

  /** Those who are not left out already: neither banned nor too late. */
  private countGuests(filter: QueryFilter<User>, createdUntil: Date | null): Promise<number> {
    const guest = { isGuest: true, bannedAt: null, ...(createdUntil && { createdAt: { $lte: createdUntil } }) };
    return this.users.countDocuments({ $and: [guest, filter] }).exec();
  }

  private async countAmong(ids: ObjectId[], filter: QueryFilter<User>): Promise<number> {
    let count = 0;
    for (const part of partsOf(ids, LOOK_AT)) {
      count += await this.users.countDocuments({ $and: [{ _id: { $in: part } }, filter] }).exec();
    }
    return count;
  }
}
