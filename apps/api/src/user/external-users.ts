import type { ExternalUserDto, ExternalUserInput } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AppError } from '../common/app-error';
import { foldedWords } from '../common/fold';
import { isDuplicateKey } from '../common/mongo-error';
import { toObjectId } from '../common/object-id';
import { User } from './user.schema';

/** Accounts by the marketplace's own ids, which its server key alone may use. */
@Injectable()
export class ExternalUsers {
  constructor(@InjectModel(User.name) private readonly users: Model<User>) {}

  find(externalId: string): Promise<User | null> {
    return this.users.findOne({ externalId }).lean<User>().exec();
  }

  /**
   * The account of that id, made or brought up to date. An account that is there already is only taken when `userId` names it: an
   * e-mail alone proves nothing, since anybody may have registered with it. Throws EMAIL_TAKEN, USER_NOT_FOUND, CONFLICT.
   */
  async save(externalId: string, { userId, ...input }: ExternalUserInput): Promise<ExternalUserDto> {
    const change = toChange(input);
    if (userId !== undefined) await this.adopt(externalId, userId);
    const known = await this.find(externalId);
    const user = known ? await this.update(known, change) : await this.insert(externalId, change);
    return { id: user._id.toHexString(), externalId, name: user.name, isNew: known === null };
  }

  private async adopt(externalId: string, userId: string): Promise<void> {
    const _id = toObjectId(userId);
    try {
      const free = { _id, $or: [{ externalId: { $exists: false } }, { externalId }] };
      const { matchedCount } = await this.users.updateOne(free, { $set: { externalId } });
      if (matchedCount > 0) return;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new AppError('CONFLICT', 'This id is that of another account.');
    }
    if (!(await this.users.exists({ _id }))) throw new AppError('USER_NOT_FOUND', 'There is no such person.');
    throw new AppError('CONFLICT', 'This account has another id.');
  }

  private async update({ _id }: User, change: Partial<User>): Promise<User> {
    try {
      const updated = await this.users
        .findOneAndUpdate({ _id }, { $set: change }, { returnDocument: 'after' })
        .lean<User>()
        .exec();
      return updated as User;
    } catch (error) {
      throw isDuplicateKey(error) ? emailTaken() : error;
    }
  }

  /** Of two requests at once the second finds the account of the first. */
  private async insert(externalId: string, change: Partial<User>): Promise<User> {
    try {
      return (await this.users.create({ ...change, externalId })).toObject();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const made = await this.find(externalId);
      if (!made) throw emailTaken();
      return this.update(made, change);
    }
  }
}

function toChange({ name, email, tags, ...rest }: Omit<ExternalUserInput, 'userId'>): Partial<User> {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(given) as Partial<User>),
    ...{ name, nameWords: foldedWords(name) },
    ...(email !== undefined && { email: email.toLowerCase() }),
    ...(tags !== undefined && { tags: [...new Set(tags)].sort() }),
  };
}

function emailTaken(): AppError {
  return new AppError('EMAIL_TAKEN', 'There is another account with this e-mail.', { fields: { email: 'is taken' } });
}
