import type { NotificationCategory } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../config/config';
import { CONFIG } from '../../../config/config.module';
import type { User } from '../../../user/user.schema';
import { composeLetter, type LetterEntry } from './compose-letter';
import { Mailer } from './mailer';
import { UnsubscribeTokens } from './unsubscribe-tokens';

type Reader = Pick<User, '_id' | 'name' | 'locale' | 'isGuest'>;

/** Writes one letter to one person and sends it. */
@Injectable()
export class EmailWriter {
  constructor(
    private readonly mailer: Mailer,
    private readonly tokens: UnsubscribeTokens,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** `key` names the letter: sent again after a crash, it is recognisably the same. Throws as `Mailer` does. */
  async send(
    reader: Reader,
    address: string,
    entries: LetterEntry[],
    about: { categories: NotificationCategory[]; key: string },
  ): Promise<void> {
    const { publicUrl } = this.config;
    const token = this.tokens.write({ userId: reader._id.toHexString(), categories: about.categories });
    const unsubscribeUrl = `${publicUrl}/api/email/unsubscribe/${token}`;
    // Guests have no settings: there is the way out of these letters, and nothing else.
    const settingsUrl = reader.isGuest ? null : `${publicUrl}/settings`;
    const frame = { locale: reader.locale, name: reader.name, settingsUrl, unsubscribeUrl };
    await this.mailer.send({
      to: { name: reader.name, address },
      ...composeLetter(entries, frame),
      messageId: `<${about.key}@${new URL(publicUrl).hostname}>`,
      headers: {
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Auto-Submitted': 'auto-generated',
        'Content-Language': reader.locale,
      },
    });
  }
}
