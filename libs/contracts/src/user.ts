export const ROLES = ['user', 'agent', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const LOCALES = ['en', 'fr', 'ar'] as const;
export type Locale = (typeof LOCALES)[number];

/** What anyone may see of a person: never e-mail, phone or tags. */
export interface UserDto {
  id: string;
  name: string;
  avatarUrl: string | null;
  role: Role;
}

/** The signed-in person's own record. */
export interface MeDto extends UserDto {
  email: string | null;
  locale: Locale;
  timeZone: string;
  region: string | null;
  createdAt: string;
  /** Set on those who write to support without an account. */
  isGuest?: boolean;
}

export interface RegisterInput {
  name: string;
  email: string;
  password: string;
  locale?: Locale;
  timeZone?: string;
}

export interface LoginInput {
  email: string;
  password: string;
}

export interface UpdateMeInput {
  name?: string;
  locale?: Locale;
  timeZone?: string;
}

/**
 * An account as the marketplace knows it; PUT /api/users/:externalId with a server key. Made when it is not there; what is left out
 * stays.
 */
export interface ExternalUserInput {
  name: string;
  email?: string;
  locale?: Locale;
  timeZone?: string;
  region?: string;
  tags?: string[];
  /** The account here that this is, when it was made before the marketplace gave it an id. */
  userId?: string;
}

export interface ExternalUserDto {
  /** The id here. */
  id: string;
  externalId: string;
  name: string;
  isNew: boolean;
}

/**
 * Answer of register, login and refresh. Browsers get the same tokens as HttpOnly cookies and ignore these;
 * API clients keep them in memory and send `Authorization: Bearer`.
 */
export interface SessionDto {
  user: MeDto;
  accessToken: string;
  refreshToken: string;
  /** When the access token ends (ISO 8601). */
  expiresAt: string;
}

/** A token of 30 s for one socket handshake or one `refreshAuth`. */
export interface WsTicketDto {
  ticket: string;
  expiresAt: string;
}

/** Present in demo mode only. */
export interface DemoAccountDto {
  id: string;
  name: string;
  role: Role;
  /** What the person plays in the demo marketplace. */
  part: 'buyer' | 'seller' | 'agent' | 'admin';
  locale: Locale;
}

export const PRESENCE_STATES = ['online', 'idle', 'offline'] as const;
export type PresenceState = (typeof PRESENCE_STATES)[number];

export interface PresenceDto {
  userId: string;
  state: PresenceState;
  /** Set when offline and known (ISO 8601). */
  lastSeenAt: string | null;
}

/** How a person answers those who write to them first; GET /api/users/:id/response-badge. Null: too little to say (no threads). */
export interface ResponseBadgeDto {
  userId: string;
  /** Per cent of new threads answered within 24 hours; over 30 days, or the last 10 threads of 90 days when there are fewer. */
  answeredPercent: number | null;
  /** The mean time to the first reply, in milliseconds. */
  meanReplyMs: number | null;
  threads: number;
}
