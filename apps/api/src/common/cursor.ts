import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { AppError } from './app-error';

/**
 * Page cursors: opaque, signed, and good only for the person and the list they were made for.
 * Positions are short arrays of numbers and strings, for instance [lastActivityAt in ms, id].
 */
@Injectable()
export class Cursors {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) config: Config) {
    this.key = createHmac('sha256', config.jwtSecret).update('cursor').digest();
  }

  write(list: string, userId: string, position: (number | string)[]): string {
    const body = Buffer.from(JSON.stringify(position)).toString('base64url');
    return `${body}.${this.sign(list, userId, body)}`;
  }

  /** Throws BAD_CURSOR for anything this server did not write for this list and person. */
  read(list: string, userId: string, cursor: string): (number | string)[] {
    const [body = '', signature = ''] = cursor.split('.');
    const expected = Buffer.from(this.sign(list, userId, body));
    const given = Buffer.from(signature);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
      throw new AppError('BAD_CURSOR', 'The cursor is not valid.');
    }
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as (number | string)[];
  }

  private sign(list: string, userId: string, body: string): string {
    return createHmac('sha256', this.key).update(`${list}\n${userId}\n${body}`).digest('base64url').slice(0, 22);
  }
}
