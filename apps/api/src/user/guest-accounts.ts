import type { Locale } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { foldedWords } from '../common/fold';
import { isDuplicateKey } from '../common/mongo-error';
import { User } from './user.schema';

export interface NewGuest {
  name: string;
  email: string;
  locale?: Locale;
  timeZone?: string;
}

/** Those who write to support without an account. Each visit is somebody new: an address that is typed proves nothing. */
@Injectable()
export class GuestAccounts {
  constructor(@InjectModel(User.name) private readonly users: Model<User>) {}

  /** The same key makes one guest. */
  async create(guestKey: string, { name, email, locale, timeZone }: NewGuest): Promise<User> {
    const guest = { name, nameWords: foldedWords(name), guestEmail: email, guestKey, isGuest: true, locale, timeZone };
    try {
      return (await this.users.create(guest)).toObject();
    } catch (error) {
      const first = isDuplicateKey(error) ? await this.find(guestKey) : null;
      if (!first) throw error;
      return first;
    }
  }

  find(guestKey: string): Promise<User | null> {
    return this.users.findOne({ guestKey }).lean<User>().exec();
  }
}
