import type { NotificationTargetDto, NotificationType } from './notification';

/** The rows of the preference matrix. `activity` (orders, bookings, payments) and `promotion` are the marketplace's own. */
export const NOTIFICATION_CATEGORIES = [
  'message',
  'mention',
  'offer',
  'ticket',
  'activity',
  'broadcast',
  'promotion',
  'security',
  'system',
] as const;
export type NotificationCategory = (typeof NOTIFICATION_CATEGORIES)[number];

/** The columns. */
export const NOTIFICATION_CHANNELS = ['inApp', 'push', 'email'] as const;
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number];

export type ChannelSwitches = Record<NotificationChannel, boolean>;
export type ChannelMatrix = Record<NotificationCategory, ChannelSwitches>;

export const DIGESTS = ['off', 'hourly', 'daily'] as const;
export type Digest = (typeof DIGESTS)[number];

/** Wall-clock times ('22:00') in the account's time zone; `from` after `to` spans midnight. They hold push and e-mail. */
export interface QuietHoursDto {
  isOn: boolean;
  from: string;
  to: string;
}

export interface PreferencesDto {
  channels: ChannelMatrix;
  quietHours: QuietHoursDto;
  /** How e-mail is gathered: `off` is within two minutes, `daily` at eight in the morning. */
  digest: Digest;
  /** Off: nobody is told what this person reads, and this person is not told what others read. Answering says it by itself. */
  showsReceipts: boolean;
  /** The same for typing. */
  showsTyping: boolean;
  hasSound: boolean;
  /** Push says that there is something, not what. */
  hidesText: boolean;
}

/** What is given replaces; what is left out stays. Security notices cannot be kept out of the bell. */
export interface PreferencesInput extends Partial<Omit<PreferencesDto, 'channels'>> {
  channels?: Partial<Record<NotificationCategory, Partial<ChannelSwitches>>>;
}

/** `queued`: handed on; decided again when it is sent. `held`: waits for the end of quiet hours or for the digest. */
export const DECISION_OUTCOMES = ['sent', 'queued', 'held', 'suppressed', 'failed'] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

export const DECISION_REASONS = [
  'openChat',
  'muted',
  'preference',
  'quietHours',
  'digest',
  'duplicate',
  'read',
  'left',
  'present',
  'noDevice',
  'noAddress',
  'channelError',
] as const;
export type DecisionReason = (typeof DECISION_REASONS)[number];

export interface ChannelDecisionDto {
  channel: NotificationChannel;
  outcome: DecisionOutcome;
  /** Null: nothing was in the way. */
  reason: DecisionReason | null;
}

/** Why somebody did or did not get something; kept for 30 days. */
export interface DecisionDto {
  id: string;
  type: NotificationType;
  category: NotificationCategory;
  groupKey: string;
  /** Who or what it was from; never what was said. */
  title: string;
  data: NotificationTargetDto;
  decisions: ChannelDecisionDto[];
  /** How many events of the group were decided alike at once; the rest is of the latest. */
  count: number;
  at: string;
}

/** `userId`: somebody else's log; for admins. */
export interface DecisionListQuery {
  userId?: string;
  cursor?: string;
  limit?: number;
}

/** A browser's subscription, as `PushSubscription.toJSON()` gives it. */
export interface PushSubscriptionInput {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

export interface PushKeyDto {
  /** For `applicationServerKey` (base64url). */
  publicKey: string;
}

/** What a push carries, encrypted for the one browser. */
export interface PushPayloadDto {
  /** One notification per tag on the device: the newer one replaces the older. */
  tag: string;
  title: string;
  body: string;
  /** A path of this site. */
  url: string;
  lang: string;
  dir: 'ltr' | 'rtl';
  isSilent: boolean;
}

/** A letter in the local outbox; demo mode, for admins. */
export interface OutboxLetterDto {
  id: string;
  to: string;
  subject: string;
  at: string;
}

/** The letter as it would have been sent (RFC 822). */
export interface OutboxLetterContentDto extends OutboxLetterDto {
  raw: string;
}

/** True when a clock of the person's zone that shows `time` ('23:15') shows a quiet time. Equal bounds mean the whole day. */
export function isQuietAt({ isOn, from, to }: QuietHoursDto, time: string): boolean {
  if (!isOn) return false;
  return from < to ? time >= from && time < to : time >= from || time < to;
}
