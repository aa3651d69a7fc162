import type { BroadcastChannel, ChannelDecisionDto } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import {
  type ChannelMessage,
  type ChannelOutcome,
  type ChannelRecipient,
  ChannelSenders,
  type SettledSend,
} from '../../broadcast/channel-sender';
import { toObjectId } from '../../common/object-id';
import type { Config } from '../../config/config';
import { CONFIG } from '../../config/config.module';
import { DecisionLog } from '../decision/decision-log';
import { PreferenceService } from '../preference/preference.service';
import { isQuiet } from '../preference/quiet-hours';
import { channelTexts } from './channel-text';
import { EmailWriter } from './email/email-writer';
import { LetterRefused } from './email/mailer';
import { PushSender } from './push/push-sender';
import { targetPath, targetUrl } from './target-url';

const TEXT_MAX = 300;
/** One that is repeated after a crash takes the place of the first on the device: they share a tag. */
const PUSHES_AT_ONCE = 8;

/** Broadcasts on the channels: each person by what they want; the batches are the broadcast's own. */
@Injectable()
export class BroadcastSenders {
  constructor(
    senders: ChannelSenders,
    private readonly preferences: PreferenceService,
    private readonly email: EmailWriter,
    private readonly push: PushSender,
    private readonly decisions: DecisionLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    senders.register('email', {
      atOnce: config.mail.atOnce,
      send: (recipient, message) => this.mail(recipient, message),
      settled: (sends) => this.writeDown('email', sends),
    });
    senders.register('push', {
      atOnce: PUSHES_AT_ONCE,
      send: (recipient, message) => this.pushTo(recipient, message),
      settled: (sends) => this.writeDown('push', sends),
    });
  }

  private writeDown(channel: BroadcastChannel, sends: SettledSend[]): Promise<void> {
    return this.decisions.keep(
      sends.map(({ id, userId, broadcastId, title, outcome, at }) => ({
        ...{ _id: id, userId, title, at, senderId: null },
        ...{ type: 'broadcast', category: 'broadcast', groupKey: `broadcast:${broadcastId}`, data: { broadcastId } },
        decisions: [{ channel, ...toDecided(outcome) }],
      })),
    );
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

function toDecided(outcome: ChannelOutcome): Pick<ChannelDecisionDto, 'outcome' | 'reason'> {
  if (outcome.kind === 'sent') return { outcome: 'sent', reason: null };
  return { outcome: outcome.kind === 'failed' ? 'failed' : 'suppressed', reason: outcome.reason };
}

/** As a Message-ID may be. */
function plain(key: string): string {
  return key.replace(/[^\w.-]+/g, '.');
}
