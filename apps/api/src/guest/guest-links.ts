import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { LetterLinks } from '../notification/channel/email/letter-links';
import { GuestLink } from './guest-link.schema';

const TOKEN_BYTES = 32;
const LIFE_MS = 365 * 86_400_000;

/** The links that bring guests back. The token is in the fragment, which no server and no log ever sees. */
@Injectable()
export class GuestLinks implements OnModuleInit {
  constructor(
    @InjectModel(GuestLink.name) private readonly links: Model<GuestLink>,
    private readonly letters: LetterLinks,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Whatever a guest is written about, the letter leads to their requests. */
  onModuleInit(): void {
    this.letters.register(async ({ _id, isGuest }) => (isGuest ? this.issue(_id.toHexString()) : null));
  }

  /** A new link; earlier ones go on working. */
  async issue(userId: string): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await this.links.create({ userId: toObjectId(userId), tokenHash: hashOf(token), expiresAt: nextEnd() });
    return `${this.config.publicUrl}/support/guest#${token}`;
  }

  /** Whom a token belongs to; null when it is unknown or has ended. */
  async userOf(token: string): Promise<string | null> {
    const link = await this.links
      .findOneAndUpdate(
        { tokenHash: hashOf(token), expiresAt: { $gt: new Date() } },
        { $set: { expiresAt: nextEnd() } },
      )
      .lean<GuestLink>()
      .exec();
    return link?.userId.toHexString() ?? null;
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function nextEnd(): Date {
  return new Date(Date.now() + LIFE_MS);
}
