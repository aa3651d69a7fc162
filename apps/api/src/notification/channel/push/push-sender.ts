import type { ChannelDecisionDto, DecisionReason, PushPayloadDto } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { generateRequestDetails, type RequestOptions } from 'web-push';
import { AppError } from '../../../common/app-error';
import { log } from '../../../common/log';
import { ForbiddenAddress, postOutbound } from '../../../common/outbound';
import type { Config } from '../../../config/config';
import { CONFIG } from '../../../config/config.module';
import { PushKeyStore } from './push-key-store';
import type { PushSubscription } from './push-subscription.schema';
import { PushSubscriptions } from './push-subscriptions';

/** Not delivered by then, it is in the bell anyway. */
const TTL_SECONDS = 24 * 60 * 60;
const GONE = [404, 410];

export type PushResult = Pick<ChannelDecisionDto, 'outcome' | 'reason'>;

/** Encrypts for each of a person's browsers and hands it to their push services. */
@Injectable()
export class PushSender {
  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly keys: PushKeyStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws UNAVAILABLE when no push service took it, but one may later. */
  async send(userId: string, payload: PushPayloadDto, isUrgent: boolean): Promise<PushResult> {
    const devices = await this.subscriptions.of(userId);
    if (devices.length === 0) return suppressed('noDevice');
    const answers = await Promise.all(devices.map((device) => this.sendTo(device, payload, isUrgent)));
    if (answers.includes('taken')) return { outcome: 'sent', reason: null };
    if (answers.includes('later')) throw new AppError('UNAVAILABLE', 'The push service did not take it.');
    return answers.includes('refused') ? { outcome: 'failed', reason: 'channelError' } : suppressed('noDevice');
  }

  private async sendTo(
    device: PushSubscription,
    payload: PushPayloadDto,
    isUrgent: boolean,
  ): Promise<'taken' | 'gone' | 'later' | 'refused'> {
    const { publicKey, privateKey } = await this.keys.get();
    const options: RequestOptions = {
      vapidDetails: { subject: this.subject, publicKey, privateKey },
      TTL: TTL_SECONDS,
      urgency: isUrgent ? 'high' : 'normal',
    };
    try {
      const request = generateRequestDetails(device, JSON.stringify(payload), options);
      const { endpoint: url, headers, body } = request;
      const status = await postOutbound({ url, headers, body, allowsLocal: this.config.push.allowsLocal });
      if (status >= 200 && status < 300) return 'taken';
      log.info({ status, host: new URL(url).host }, 'push not taken');
      if (!GONE.includes(status)) return status === 429 || status >= 500 ? 'later' : 'refused';
    } catch (err) {
      if (!isHopeless(err)) {
        log.warn({ err, host: new URL(device.endpoint).host }, 'push service not reached');
        return 'later';
      }
    }
    await this.subscriptions.drop(device);
    return 'gone';
  }

  /** Push services ask for a way to reach the sender. */
  private get subject(): string {
    const { publicUrl } = this.config;
    return publicUrl.startsWith('https://') ? publicUrl : 'mailto:parley@localhost';
  }
}

/** Keys that nothing can be encrypted for, or an address that may not be asked: it will be no better later. */
function isHopeless(err: unknown): boolean {
  const code = (err as { code?: unknown }).code;
  return err instanceof ForbiddenAddress || (err instanceof Error && code === undefined && !/time/i.test(err.message));
}

function suppressed(reason: DecisionReason): PushResult {
  return { outcome: 'suppressed', reason };
}
