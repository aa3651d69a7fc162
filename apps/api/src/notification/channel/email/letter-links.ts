import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../config/config';
import { CONFIG } from '../../../config/config.module';
import type { User } from '../../../user/user.schema';
import { type Target, targetUrl } from '../target-url';

/** An address that takes this reader to the target; null for readers who go the ordinary way. */
export type LetterLink = (reader: User, target: Target) => Promise<string | null>;

/** Where an entry of a letter leads. Rooms to the right say so for readers who cannot sign in. */
@Injectable()
export class LetterLinks {
  private readonly special: LetterLink[] = [];

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Before the application has started. */
  register(link: LetterLink): void {
    this.special.push(link);
  }

  async to(reader: User, target: Target): Promise<string> {
    for (const link of this.special) {
      const url = await link(reader, target);
      if (url !== null) return url;
    }
    return targetUrl(target, reader.role, this.config.publicUrl);
  }
}
