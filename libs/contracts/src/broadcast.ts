import type { Locale, Role } from './user';

export const BROADCAST_STATES = ['draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled'] as const;
export type BroadcastState = (typeof BROADCAST_STATES)[number];

/** Who gets it: every given list must match; an empty or absent list asks for nothing. */
export interface AudienceDto {
  roles: Role[];
  locales: Locale[];
  regions: string[];
}

export interface AudienceInput {
  roles?: Role[];
  locales?: Locale[];
  regions?: string[];
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
  publishAt: string | null;
  expiresAt: string | null;
  createdBy: string;
  createdAt: string;
  figures: BroadcastFiguresDto;
}

/** Counted from receipts, never incremented. */
export interface BroadcastFiguresDto {
  recipients: number;
  seen: number;
  read: number;
}

export interface CreateBroadcastInput {
  /** A UUID made once by the client: a replay returns the first broadcast. */
  broadcastId: string;
  variants: Partial<Record<Locale, BroadcastTextDto>>;
  defaultLocale: Locale;
  audience?: AudienceInput;
}

/** Answer of a create. `duplicate`: this broadcastId was published before, and this is that one. */
export interface CreatedBroadcastDto {
  broadcast: BroadcastDto;
  duplicate: boolean;
}

export interface BroadcastPreviewDto {
  recipients: number;
}
