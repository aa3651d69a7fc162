import type { BroadcastChannel } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import {
  type ChannelMessage,
  type ChannelOutcome,
  type ChannelRecipient,
  ChannelSenders,
} from '../../broadcast/channel-sender';
import { toObjectId } from '../../common/object-id';
import type { Config } from '../../config/config';
import { CONFIG } from '../../config/config.module';
import { PreferenceService } from '../preference/preference.service';
import { isQuiet } from '../preference/quiet-hours';
import { channelTexts } from './channel-text';
import { EmailWriter } from './email/email-writer';
import { LetterRefused } from './email/mailer';
import { PushSender } from './push/push-sender';
import { targetPath, targetUrl } from './target-url';

const TEXT_MAX = 300;

/** Broadcasts on the channels: each person by what they want; the batches are the broadcast's own. */
@Injectable()
export class BroadcastSenders {
  constructor(
    senders: ChannelSenders,
    private readonly preferences: PreferenceService,
    private readonly email: EmailWriter,
    private readonly push: PushSender,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    senders.register('email', { send: (recipient, message) => this.mail(recipient, message) });
    senders.register('push', { send: (recipient, message) => this.pushTo(recipient, message) });
  }

  /** Letters lie still until they are read, so quiet hours do not hold them. */
  private async mail(recipient: ChannelRecipient, message: ChannelMessage): Promise<ChannelOutcome> {
    if (!(await this.isWanted(recipient, 'email'))) return { kind: 'skipped', reason: 'preference' };
    if (!recipient.email) return { kind: 'skipped', reason: 'noAddress' };
    const { userId, name, email } = recipient;
    const { locale, title, text, link, broadcastId, key } = message;
    const url = targetUrl({ data: { broadcastId }, link }, 'user', this.config.publicUrl);
    const reader = { _id: toObjectId(userId), name, locale };
    try {
      await this.email.send(reader, email, [{ title, text, url }], { categories: ['broadcast'], key: plain(key) });
      return { kind: 'sent' };
    } catch (error) {
      if (error instanceof LetterRefused) return { kind: 'failed', reason: 'channelError' };
      throw error;
    }
  }

  private async pushTo({ userId, timeZone }: ChannelRecipient, message: ChannelMessage): Promise<ChannelOutcome> {
    const preferences = await this.preferences.of(userId);
    if (!preferences.channels.broadcast.push) return { kind: 'skipped', reason: 'preference' };
    if (isQuiet(preferences.quietHours, timeZone, new Date())) return { kind: 'skipped', reason: 'quietHours' };
    const { locale, title, text, link, broadcastId } = message;
    const { product, kinds } = channelTexts(locale);
    const result = await this.push.send(
      userId,
      {
        tag: `broadcast:${broadcastId}`,
        title: preferences.hidesText ? product : title,
        body: preferences.hidesText ? kinds.broadcast : text.slice(0, TEXT_MAX),
        url: targetPath({ data: { broadcastId }, link }, 'user'),
        lang: locale,
        dir: locale === 'ar' ? 'rtl' : 'ltr',
        isSilent: !preferences.hasSound,
      },
      false,
    );
    if (result.outcome === 'sent') return { kind: 'sent' };
    return { kind: result.outcome === 'failed' ? 'failed' : 'skipped', reason: result.reason ?? 'noDevice' };
  }

  private async isWanted({ userId }: ChannelRecipient, channel: BroadcastChannel): Promise<boolean> {
    return (await this.preferences.of(userId)).channels.broadcast[channel];
  }
}

/** As a Message-ID may be. */
function plain(key: string): string {
  return key.replace(/[^\w.-]+/g, '.');
}
