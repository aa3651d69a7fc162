import type { MeDto, UpdateMeInput, UserDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { Model, QueryFilter } from 'mongoose';
import { AppError } from '../common/app-error';
import { fold, foldedWords } from '../common/fold';
import { isDuplicateKey } from '../common/mongo-error';
import { type ObjectId, toObjectId } from '../common/object-id';
import { SerialBatch } from '../common/serial-batch';
import { WriteBatch } from '../common/write-batch';
import { toMeDto, toUserDto } from './user.presenter';
import { User } from './user.schema';

const SEARCH_MAX = 10;
/** Guests talk with the desk alone: nobody finds them, and nobody else can write to them. */
const NO_GUESTS: QueryFilter<User> = { isGuest: { $ne: true } };

export type NewUser = Pick<User, 'name'> &
  Partial<
    Pick<User, '_id' | 'email' | 'passwordHash' | 'role' | 'locale' | 'timeZone' | 'region' | 'tags' | 'demoPart'>
  >;

/** Accounts and profiles. */
@Injectable()
export class UserService {
  /** Names on chats and messages may be this old on another process after a rename. */
  private readonly summaries = new LRUCache<string, UserDto>({ max: 20_000, ttl: 5_000 });

  private readonly looking = new SerialBatch<UserDto | undefined>((ids) => this.loadSummaries(ids));

  /** Ten thousand who lose their network together leave together. */
  private readonly seen = new WriteBatch<{ id: string; at: Date }>((seen) => this.writeSeen(seen));

  constructor(@InjectModel(User.name) private readonly users: Model<User>) {}

  /** Throws EMAIL_TAKEN when the address has an account. */
  async create(user: NewUser): Promise<User> {
    try {
      const created = await this.users.create({ ...user, nameWords: foldedWords(user.name) });
      return created.toObject();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new AppError('EMAIL_TAKEN', 'There is an account with this e-mail already.', {
        fields: { email: 'is taken' },
      });
    }
  }

  findById(id: string): Promise<User | null> {
    return this.users.findById(toObjectId(id)).lean<User>().exec();
  }

  findByEmail(email: string): Promise<User | null> {
    return this.users.findOne({ email: email.toLowerCase() }).lean<User>().exec();
  }

  listDemoAccounts(): Promise<User[]> {
    return this.users
      .find({ demoPart: { $exists: true } })
      .sort({ _id: 1 })
      .lean<User[]>()
      .exec();
  }

  async me(id: string): Promise<MeDto> {
    return toMeDto(await this.require(id));
  }

  async updateMe(id: string, input: UpdateMeInput): Promise<MeDto> {
    const change: Partial<User> = {};
    if (input.name !== undefined) Object.assign(change, { name: input.name, nameWords: foldedWords(input.name) });
    if (input.locale !== undefined) change.locale = input.locale;
    if (input.timeZone !== undefined) change.timeZone = input.timeZone;
    const user = await this.users
      .findOneAndUpdate({ _id: toObjectId(id) }, { $set: change }, { returnDocument: 'after' })
      .lean<User>()
      .exec();
    this.summaries.delete(id);
    if (!user) throw unknown();
    return toMeDto(user);
  }

  /** People whose name has a word that begins with the query's words; never e-mail or phone, nor who blocked the actor. */
  async search(actorId: string, query: string): Promise<UserDto[]> {
    const actor = toObjectId(actorId);
    const words = foldedWords(query).slice(0, 5);
    if (words.length === 0) return [];
    const found = await this.users
      .find({ ...byNameWords(words), _id: { $ne: actor }, blockedIds: { $ne: actor }, bannedAt: null, ...NO_GUESTS })
      .sort({ name: 1 })
      .limit(SEARCH_MAX)
      .lean<User[]>()
      .exec();
    return found.map(toUserDto);
  }

  /** Ids of people by the beginning of a word of their name, at most `max`; for filtering lists. */
  async findIdsByName(query: string, max: number): Promise<ObjectId[]> {
    const words = foldedWords(query).slice(0, 5);
    if (words.length === 0) return [];
    const found = await this.users.find(byNameWords(words), { _id: 1 }).limit(max).lean<User[]>().exec();
    return found.map((user) => user._id);
  }

  /** What may be shown of each person. Unknown ids are left out. */
  async summariesOf(ids: Iterable<string>): Promise<Map<string, UserDto>> {
    const result = new Map<string, UserDto>();
    const missing: string[] = [];
    for (const id of new Set(ids)) {
      const known = this.summaries.get(id);
      if (known) result.set(id, known);
      else missing.push(id);
    }
    if (missing.length === 0) return result;
    const found = await Promise.all(missing.map((id) => this.looking.get(id)));
    for (const dto of found) if (dto) result.set(dto.id, dto);
    return result;
  }

  /** Of everybody who is asked about in one turn at once. */
  private async loadSummaries(ids: string[]): Promise<Map<string, UserDto>> {
    const found = await this.users.collection
      .find<User>({ _id: { $in: ids.map(toObjectId) } }, { projection: { name: 1, avatarUrl: 1, role: 1 } })
      .toArray();
    const loaded = new Map(found.map((user) => [user._id.toHexString(), toUserDto(user)]));
    for (const [id, dto] of loaded) this.summaries.set(id, dto);
    return loaded;
  }

  async summaryOf(id: string): Promise<UserDto> {
    const user = (await this.summariesOf([id])).get(id);
    if (!user) throw unknown();
    return user;
  }

  /**
   * People whom the actor can write to. USER_NOT_FOUND when one is unknown, banned or has blocked the actor, so that nobody
   * learns which; BLOCKED when the actor has blocked one.
   */
  async requireReachable(actorId: string, ids: string[]): Promise<void> {
    const [actor, others] = [toObjectId(actorId), ids.map(toObjectId)];
    const [count, blocked] = await Promise.all([
      this.users.countDocuments({ _id: { $in: others }, bannedAt: null, blockedIds: { $ne: actor }, ...NO_GUESTS }),
      this.users.countDocuments({ _id: actor, blockedIds: { $in: others } }),
    ]);
    if (count !== new Set(ids).size) throw unknown();
    if (blocked > 0) throw new AppError('BLOCKED', 'You have blocked this person.');
  }

  async setBlocked(actorId: string, userId: string, isBlocked: boolean): Promise<void> {
    const other = toObjectId(userId);
    if (isBlocked && (await this.users.countDocuments({ _id: other })) === 0) throw unknown();
    const change = isBlocked ? { $addToSet: { blockedIds: other } } : { $pull: { blockedIds: other } };
    await this.users.updateOne({ _id: toObjectId(actorId) }, change);
  }

  async blockedBy(actorId: string): Promise<UserDto[]> {
    const actor = await this.users.findById(toObjectId(actorId), { blockedIds: 1 }).lean<User>().exec();
    const blocked = await this.summariesOf((actor?.blockedIds ?? []).map((id) => id.toHexString()));
    return [...blocked.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  saveLastSeen(id: string, at: Date): Promise<void> {
    return this.seen.add({ id, at });
  }

  private async writeSeen(seen: { id: string; at: Date }[]): Promise<undefined[]> {
    const writes = seen.map(({ id, at }) => ({
      updateOne: { filter: { _id: toObjectId(id) }, update: { $max: { lastSeenAt: at } } },
    }));
    await this.users.collection.bulkWrite(writes, { ordered: false });
    return seen.map(() => undefined);
  }

  async lastSeenOf(ids: string[]): Promise<Map<string, Date | null>> {
    const found = await this.users
      .find({ _id: { $in: ids.map(toObjectId) } }, { lastSeenAt: 1 })
      .lean<User[]>()
      .exec();
    return new Map(found.map((user) => [user._id.toHexString(), user.lastSeenAt ?? null]));
  }

  count(filter: QueryFilter<User> = {}): Promise<number> {
    return this.users.countDocuments(filter).exec();
  }

  private async require(id: string): Promise<User> {
    const user = await this.findById(id);
    if (!user) throw unknown();
    return user;
  }
}

function unknown(): AppError {
  return new AppError('USER_NOT_FOUND', 'There is no such person.');
}

/** $elemMatch, so that both bounds hold for the same word. */
function byNameWords(words: string[]): QueryFilter<User> {
  return {
    $and: words.map((word) => ({ nameWords: { $elemMatch: { $gte: fold(word), $lt: `${fold(word)}\uffff` } } })),
  };
}
