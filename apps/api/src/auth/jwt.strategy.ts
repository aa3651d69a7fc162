import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { Actor } from './actor';
import { AuthCookies } from './auth-cookies';
import { SessionService } from './session.service';
import { actorOf, invalidToken, isClaims, TokenService, verifyOptions } from './token.service';

/** HTTP: a bearer token, or the web app's cookie. Verified with the same options as sockets. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    tokens: TokenService,
    cookies: AuthCookies,
    private readonly sessions: SessionService,
  ) {
    const fromCookie = (request: Request) => cookies.readAccess(request.headers.cookie);
    super({
      jwtFromRequest: ExtractJwt.fromExtractors([ExtractJwt.fromAuthHeaderAsBearerToken(), fromCookie]),
      secretOrKeyProvider: (_request, _token, done) => done(null, tokens.key as unknown as Buffer),
      ...verifyOptions(),
    });
  }

  async validate(claims: unknown): Promise<Actor> {
    if (!isClaims(claims) || claims.typ !== 'access') throw invalidToken();
    await this.sessions.requireLive(claims.sid);
    return actorOf(claims);
  }
}
