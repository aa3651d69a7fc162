import { createHash } from 'node:crypto';
import {
  type AudienceDto,
  type AudienceInput,
  type BroadcastBodyInput,
  type CreateBroadcastInput,
  LOCALES,
  type ZonedTimeInput,
} from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error';
import { toMoment } from '../common/zoned-time';
import { UserDirectory } from '../user/user-directory';
import { isMixed, toAudience, usersIn } from './audience';
import type { Broadcast } from './broadcast.schema';
import { ChannelSenders } from './channel-sender';
import { SegmentService } from './segment.service';

/** Above this, "how many" is counted after publishing. */
const COUNTED_AT_ONCE = 200;
/** Clocks of admins are not exact, and a form takes a moment. */
const GRACE_MS = 60_000;

export type BroadcastBody = Pick<
  Broadcast,
  'variants' | 'defaultLocale' | 'audience' | 'link' | 'channels' | 'expiresAt'
>;

/** What is asked for, checked: the rules that need more than the shape of the request. */
@Injectable()
export class BroadcastDrafts {
  constructor(
    private readonly segments: SegmentService,
    private readonly directory: UserDirectory,
    private readonly senders: ChannelSenders,
  ) {}

  async bodyOf(input: BroadcastBodyInput): Promise<BroadcastBody> {
    if (!input.variants[input.defaultLocale]) throw invalid('variants', 'lacks the default language');
    const channels = [...new Set(input.channels)].sort();
    const unknown = channels.find((channel) => !this.senders.of(channel));
    if (unknown) throw invalid('channels', `this server does not send by ${unknown}`);
    const expiresAt = input.expiresAt ? futureOf(input.expiresAt, 'expiresAt') : null;
    return {
      // Only what the contract knows, as plain values.
      variants: JSON.parse(JSON.stringify(input.variants)),
      defaultLocale: input.defaultLocale,
      audience: await this.audienceOf(input.audience),
      link: input.link ?? null,
      channels,
      expiresAt,
    };
  }

  async audienceOf(input: AudienceInput = {}): Promise<AudienceDto> {
    if (isMixed(input)) throw invalid('audience', 'has a segment and conditions of its own');
    if (input.segmentId) return (await this.segments.require(input.segmentId)).audience;
    const audience = toAudience(input);
    await this.directory.requireAll(audience.userIds);
    return audience;
  }

  /** The number of people, or null when it is large. Throws EMPTY_AUDIENCE when there is nobody. */
  async requireSomebody(audience: AudienceDto): Promise<number | null> {
    const count = await this.directory.countUpTo(usersIn(audience), COUNTED_AT_ONCE);
    if (count === 0) throw new AppError('EMPTY_AUDIENCE', 'Nobody would get this broadcast.');
    return count < COUNTED_AT_ONCE ? count : null;
  }
}

/** When it is to go out: null for at once. */
export function publishTimeOf(input: ZonedTimeInput | undefined, expiresAt: Date | null): Date | null {
  const publishAt = input ? futureOf(input, 'publishAt') : null;
  if (expiresAt && expiresAt <= (publishAt ?? new Date())) throw invalid('expiresAt', 'is before it goes out');
  return publishAt;
}

/** Of everything that was asked for, so that a repeat is told from another request under the same id. */
export function hashOf({ broadcastId: _, ...asked }: CreateBroadcastInput): string {
  const { variants, defaultLocale, audience = {}, link, channels = [], publishAt, expiresAt, isDraft = false } = asked;
  const { segmentId, ...own } = audience;
  const texts = LOCALES.map((locale) => [variants[locale]?.title, variants[locale]?.text]);
  const times = [publishAt?.local, publishAt?.timeZone, expiresAt?.local, expiresAt?.timeZone];
  const parts = [texts, defaultLocale, segmentId, toAudience(own), link, [...channels].sort(), times, isDraft];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function futureOf(input: ZonedTimeInput, field: string): Date {
  const moment = toMoment(input, field);
  if (moment.getTime() < Date.now() - GRACE_MS) throw invalid(field, 'is in the past');
  return moment;
}

function invalid(field: string, what: string): AppError {
  return new AppError('VALIDATION', 'The broadcast cannot go out like this.', { fields: { [field]: what } });
}
