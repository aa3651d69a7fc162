import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AppError } from '../common/app-error';
import { isObjectIdText } from '../common/object-id';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import type { Actor } from './actor';

export const ACCESS_TTL_MS = 10 * 60_000;
const TICKET_TTL_MS = 30_000;
const ISSUER = 'parley';

/** The same checks for HTTP and sockets. A KeyObject verifies 60 times faster than a string secret. */
export function verifyOptions() {
  return { algorithms: ['HS256' as const], issuer: ISSUER, audience: ISSUER };
}

export interface TokenClaims {
  sub: string;
  role: Actor['role'];
  sid: string;
  typ: 'access' | 'ws';
  exp: number;
  /** Absent on accounts. */
  guest?: boolean;
  /** On a socket ticket: how long the socket it opens may live (seconds since the epoch), beyond the ticket's own end. */
  until?: number;
}

/** Who a token proved to be; everything that is known without a look at the database. */
export function actorOf({ sub, role, sid, guest }: TokenClaims): Actor {
  return { id: sub, role, sessionId: sid, ...(guest === true && { isGuest: true }) };
}

/** When a socket that showed this token ends, in milliseconds since the epoch. */
export function socketEndOf({ exp, until }: TokenClaims): number {
  return (until ?? exp) * 1000;
}

export interface RefreshClaims {
  sessionId: string;
  counter: number;
}

/** Makes and checks tokens; knows nothing of accounts. */
@Injectable()
export class TokenService {
  readonly key: KeyObject;

  constructor(
    private readonly jwt: JwtService,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.key = createSecretKey(Buffer.from(config.jwtSecret));
  }

  signAccess(actor: Actor): { token: string; expiresAt: Date } {
    return this.sign(actor, 'access', ACCESS_TTL_MS);
  }

  /** A short ticket for one socket: it may be seen by scripts, so it is worth little. */
  signTicket(actor: Actor): { token: string; expiresAt: Date } {
    return this.sign(actor, 'ws', TICKET_TTL_MS, { until: toSeconds(Date.now() + ACCESS_TTL_MS) });
  }

  /** Throws TOKEN_EXPIRED, or TOKEN_INVALID with one message for every other fault. */
  verify(token: string, ignoreExpiration = false): TokenClaims {
    let claims: unknown;
    try {
      claims = this.jwt.verify(token, { ...verifyOptions(), ignoreExpiration, secret: this.key as unknown as Buffer });
    } catch (error) {
      throw toTokenError(error);
    }
    if (!isClaims(claims)) throw invalidToken();
    return claims;
  }

  /** The claims of a token of ours that may have run out: enough to end its session. */
  readEnding(token: string): TokenClaims {
    return this.verify(token, true);
  }

  /** The text of refresh token number `counter`; anyone can read the numbers, only this server can sign them. */
  refreshToken({ sessionId, counter }: RefreshClaims): string {
    const body = `${sessionId}.${counter}`;
    return `${body}.${this.signRefresh(body)}`;
  }

  readRefreshToken(token: string): RefreshClaims {
    const [sessionId = '', counter = '', signature = ''] = token.split('.');
    const expected = Buffer.from(this.signRefresh(`${sessionId}.${counter}`));
    const given = Buffer.from(signature);
    const isOurs = expected.length === given.length && timingSafeEqual(expected, given);
    if (!isOurs || !isObjectIdText(sessionId)) throw invalidToken();
    return { sessionId, counter: Number(counter) };
  }

  private sign(
    actor: Actor,
    typ: TokenClaims['typ'],
    ttlMs: number,
    extra: Pick<TokenClaims, 'until'> = {},
  ): { token: string; expiresAt: Date } {
    const exp = toSeconds(Date.now() + ttlMs);
    const token = this.jwt.sign(
      {
        sub: actor.id,
        role: actor.role,
        sid: actor.sessionId,
        typ,
        exp,
        ...(actor.isGuest && { guest: true }),
        ...extra,
      },
      { algorithm: 'HS256', issuer: ISSUER, audience: ISSUER, secret: this.key as unknown as Buffer },
    );
    return { token, expiresAt: new Date(exp * 1000) };
  }

  private signRefresh(body: string): string {
    return createHmac('sha256', this.config.jwtSecret).update(`refresh\n${body}`).digest('base64url');
  }
}

function toSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}

export function invalidToken(): AppError {
  return new AppError('TOKEN_INVALID', 'The token is not valid.');
}

export function toTokenError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return (error as Error | undefined)?.name === 'TokenExpiredError'
    ? new AppError('TOKEN_EXPIRED', 'The token has expired.')
    : invalidToken();
}

/** jsonwebtoken accepts tokens without exp or sub; these would never end. */
export function isClaims(claims: unknown): claims is TokenClaims {
  const { sub, exp, sid, typ } = claims as Partial<TokenClaims>;
  return typeof exp === 'number' && isObjectIdText(sub) && isObjectIdText(sid) && (typ === 'access' || typ === 'ws');
}
