import { Injectable } from '@nestjs/common';
import { AuthCookies } from '../auth/auth-cookies';
import { SessionService } from '../auth/session.service';
import { actorOf, socketEndOf, TokenService } from '../auth/token.service';
import { AppError } from '../common/app-error';
import { toAppError } from '../common/to-app-error';
import { Drain } from './drain';
import { Presence } from './presence';
import type { ParleySocket } from './socket-data';

const MAX_SOCKETS_PER_USER = 10;
/** A server that cannot serve refuses everybody at once: they are asked back after one to three times the pause. */
const SPREAD = 2;

/** Decides at the handshake who a socket is; nothing runs on a socket before. */
@Injectable()
export class SocketAuth {
  constructor(
    private readonly tokens: TokenService,
    private readonly sessions: SessionService,
    private readonly cookies: AuthCookies,
    private readonly presence: Presence,
    private readonly drain: Drain,
  ) {}

  /** For `server.use`: a refusal reaches the client as `connect_error` with `data.code`. */
  async handshake(socket: ParleySocket, next: (error?: Error) => void): Promise<void> {
    try {
      if (this.drain.isDraining) {
        throw new AppError('UNAVAILABLE', 'This server is going away.', { retryAfterMs: 1_000 });
      }
      await this.identify(socket, this.readToken(socket));
      if ((await this.presence.socketCountOf(socket.data.actor.id)) >= MAX_SOCKETS_PER_USER) {
        throw new AppError('TOO_MANY_CONNECTIONS', 'Too many open connections.', { retryAfterMs: 10_000 });
      }
      next();
    } catch (thrown) {
      const { code, message, retryAfterMs } = toAppError(thrown);
      const isForAll = code === 'UNAVAILABLE' && retryAfterMs !== undefined;
      const waitMs = isForAll ? Math.round(retryAfterMs * (1 + SPREAD * Math.random())) : retryAfterMs;
      next(Object.assign(new Error(message), { data: { code, retryAfterMs: waitMs } }));
    }
  }

  /** True when the session ended during the handshake: whoever ended it found no socket yet. */
  isOver(socket: ParleySocket): boolean {
    return this.sessions.isEnded(socket.data.actor.sessionId);
  }

  /** A new token of the same person lengthens the socket's life. */
  async refresh(socket: ParleySocket, token: string): Promise<{ expiresAt: string }> {
    const claims = this.tokens.verify(token);
    if (claims.sub !== socket.data.actor.id) throw new AppError('FORBIDDEN', 'This token is of another person.');
    await this.sessions.requireLive(claims.sid);
    const actor = actorOf(claims);
    const expiresAt = socketEndOf(claims);
    socket.data = { ...socket.data, actor, expiresAt, isWarned: false };
    return { expiresAt: new Date(expiresAt).toISOString() };
  }

  private async identify(socket: ParleySocket, token: string): Promise<void> {
    const claims = this.tokens.verify(token);
    await this.sessions.requireLive(claims.sid);
    socket.data = {
      actor: actorOf(claims),
      expiresAt: socketEndOf(claims),
      isWarned: false,
      typingIn: null,
      call: null,
      running: 0,
      watched: [],
    };
  }

  private readToken(socket: ParleySocket): string {
    const { token } = socket.handshake.auth;
    if (typeof token === 'string') return token;
    const cookie = this.cookies.readAccess(socket.handshake.headers.cookie);
    if (cookie) return cookie;
    const hasRefresh = this.cookies.readRefresh(socket.handshake.headers.cookie) !== null;
    if (hasRefresh) throw new AppError('TOKEN_EXPIRED', 'The token has expired.');
    throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  }
}
