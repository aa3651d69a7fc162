import { createHmac, timingSafeEqual } from 'node:crypto';
import { NOTIFICATION_CATEGORIES, type NotificationCategory } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '../../../common/app-error';
import { isObjectIdText } from '../../../common/object-id';
import type { Config } from '../../../config/config';
import { CONFIG } from '../../../config/config.module';

interface Unsubscription {
  userId: string;
  categories: NotificationCategory[];
}

/** Who may stop which e-mail without signing in: whoever has the letter. Good for nothing else, and for ever, as letters are. */
@Injectable()
export class UnsubscribeTokens {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) config: Config) {
    this.key = createHmac('sha256', config.jwtSecret).update('unsubscribe').digest();
  }

  write({ userId, categories }: Unsubscription): string {
    const body = `${userId}.${[...new Set(categories)].sort().join('-')}`;
    return `${body}.${this.sign(body)}`;
  }

  /** Throws TOKEN_INVALID for anything this server did not write. */
  read(token: string): Unsubscription {
    const [userId = '', list = '', signature = ''] = token.split('.');
    const expected = Buffer.from(this.sign(`${userId}.${list}`));
    const given = Buffer.from(signature);
    const isOurs = expected.length === given.length && timingSafeEqual(expected, given);
    if (!isOurs || !isObjectIdText(userId)) throw new AppError('TOKEN_INVALID', 'The link is not valid.');
    const named = list.split('-');
    return { userId, categories: NOTIFICATION_CATEGORIES.filter((category) => named.includes(category)) };
  }

  private sign(body: string): string {
    return createHmac('sha256', this.key).update(body).digest('base64url');
  }
}
