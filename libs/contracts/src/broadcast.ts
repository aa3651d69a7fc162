import type { Locale, Role } from './user';

/**
 * draft -> scheduled -> sending (the bell has it, e-mail or push are on their way) -> sent. `paused` holds what is scheduled or
 * being sent; `cancelled` and `expired` take it out of every bell.
 */
export const BROADCAST_STATES = ['draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled', 'expired'] as const;
export type BroadcastState = (typeof BROADCAST_STATES)[number];

/** Beside the bell, which every broadcast reaches. */
export const BROADCAST_CHANNELS = ['email', 'push'] as const;
export type BroadcastChannel = (typeof BROADCAST_CHANNELS)[number];

/** Who gets it: every given list must match; an empty list asks for nothing. */
export interface AudienceDto {
  roles: Role[];
  locales: Locale[];
  regions: string[];
  /** Any of these tags. */
  tags: string[];
  /** None of these tags. */
  excludedTags: string[];
  /** These people alone. */
  userIds: string[];
}

/** `segmentId`: the conditions of a saved segment as they are now; it stands alone. */
export interface AudienceInput extends Partial<AudienceDto> {
  segmentId?: string;
}

/** A wall clock somewhere: '2026-11-22T09:00' and an IANA zone. A time that the zone skips is the moment after the gap. */
export interface ZonedTimeInput {
  local: string;
  timeZone: string;
}

/** Plain text, never HTML. */
export interface BroadcastTextDto {
  title: string;
  text: string;
}

export interface BroadcastDto {
  id: string;
  state: BroadcastState;
  /** The variant of `defaultLocale` is always there; a reader without a variant of theirs gets it. */
  variants: Partial<Record<Locale, BroadcastTextDto>>;
  defaultLocale: Locale;
  audience: AudienceDto;
  /** Where it leads: a path of the marketplace ('/offers') or an https address. */
  link: string | null;
  channels: BroadcastChannel[];
  /** When it will go or went out; null for a draft. */
  publishAt: string | null;
  /** The zone that `publishAt` was chosen in, when it was chosen. */
  timeZone: string | null;
  /** True once it was in the bells, whatever became of it. */
  isPublished: boolean;
  expiresAt: string | null;
  createdBy: string;
  createdAt: string;
  /** Renewed with every change of its state or text. */
  updatedAt: string;
  figures: BroadcastFiguresDto;
  /** One per channel, once it goes out. */
  deliveries: BroadcastDeliveryDto[];
}

/** Counted from receipts, never incremented. */
export interface BroadcastFiguresDto {
  /** Null while they are being counted, which takes a moment for a large audience. */
  recipients: number | null;
  seen: number;
  read: number;
  clicked: number;
}

export const DELIVERY_STATES = ['waiting', 'sending', 'done'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How far a channel is: people handled are `sent + skipped + failed`. */
export interface BroadcastDeliveryDto {
  channel: BroadcastChannel;
  state: DeliveryState;
  sent: number;
  /** Not sent because of their preferences, or as they have no address. */
  skipped: number;
  failed: number;
  /**
   * People to whom it was sent again, as the process died while it sent: at each such death at most as many as are written to at once
   * (one, unless configured). Whoever a second death strikes counts once.
   */
  repeated: number;
  /** The channel does not answer; it is tried again with growing pauses. */
  isFailing: boolean;
}

/** One hour of a broadcast's life: what happened in it. */
export interface BroadcastHourDto {
  /** The beginning of the hour (ISO 8601). */
  at: string;
  seen: number;
  read: number;
  clicked: number;
}

/** Hours in which something happened, oldest first. */
export interface BroadcastHistoryDto {
  hours: BroadcastHourDto[];
}

/** What a broadcast says and to whom. */
export interface BroadcastBodyInput {
  variants: Partial<Record<Locale, BroadcastTextDto>>;
  defaultLocale: Locale;
  audience?: AudienceInput;
  link?: string;
  channels?: BroadcastChannel[];
  expiresAt?: ZonedTimeInput;
}

export interface CreateBroadcastInput extends BroadcastBodyInput {
  /** A UUID made once by the client: a replay returns the first broadcast. */
  broadcastId: string;
  /** Absent: at once. */
  publishAt?: ZonedTimeInput;
  /** Kept for later: nothing goes out, and the audience may still be empty. */
  isDraft?: boolean;
}

/** Replaces what a draft says. */
export type UpdateBroadcastInput = BroadcastBodyInput;

/** Of a draft, or of one that is scheduled and gets another time. */
export interface ScheduleBroadcastInput {
  /** Absent: at once. */
  publishAt?: ZonedTimeInput;
}

/** Answer of a create. `duplicate`: this broadcastId was published before, and this is that one. */
export interface CreatedBroadcastDto {
  broadcast: BroadcastDto;
  duplicate: boolean;
}

/** How many people an audience is now. */
export interface BroadcastPreviewDto {
  recipients: number;
  /** By the language they read. */
  locales: Record<Locale, number>;
}

/** What an audience can be made of here. */
export interface BroadcastChoicesDto {
  regions: string[];
  tags: string[];
  /** The channels that this server can send on. */
  channels: BroadcastChannel[];
}

/** Conditions with a name, to be used again. */
export interface SegmentDto {
  id: string;
  name: string;
  audience: AudienceDto;
  createdAt: string;
}

/** A name that is taken already gets the new conditions. */
export interface SaveSegmentInput {
  name: string;
  audience: AudienceInput;
}

/** A broadcast as one of its readers has it. */
export interface AnnouncementDto {
  id: string;
  title: string;
  text: string;
  link: string | null;
  publishedAt: string;
}

/** PUT /api/users/:id/tags, for admins: replaces a person's tags. */
export interface UserTagsDto {
  tags: string[];
}
