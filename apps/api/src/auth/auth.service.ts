import type { DemoAccountDto, LoginInput, RegisterInput, SessionDto, WsTicketDto } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error';
import { RateLimits } from '../common/rate-limit';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { toMeDto } from '../user/user.presenter';
import type { User } from '../user/user.schema';
import { UserService } from '../user/user.service';
import type { Actor } from './actor';
import { hashPassword, isPassword } from './password';
import { SessionService } from './session.service';
import { type RefreshClaims, TokenService } from './token.service';

/** Built-in accounts: register, log in, refresh, log out. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UserService,
    private readonly sessions: SessionService,
    private readonly tokens: TokenService,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async register(input: RegisterInput): Promise<SessionDto> {
    const email = input.email.toLowerCase();
    await this.limits.consume('register', email);
    const passwordHash = await hashPassword(input.password);
    const { name, locale, timeZone } = input;
    return this.signIn(await this.users.create({ name, email, passwordHash, locale, timeZone }));
  }

  /** One answer, after the same work, for an unknown account and a wrong password. */
  async login(input: LoginInput): Promise<SessionDto> {
    await this.limits.consume('login', input.email.toLowerCase());
    const user = await this.users.findByEmail(input.email);
    const isRight = await isPassword(input.password, user?.passwordHash);
    if (!user || !isRight) throw new AppError('BAD_CREDENTIALS', 'E-mail or password is wrong.');
    return this.signIn(user);
  }

  async refresh(token: string | null | undefined): Promise<SessionDto> {
    if (!token) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
    const { userId, ...claims } = await this.sessions.rotate(this.tokens.readRefreshToken(token));
    const user = await this.users.findById(userId);
    if (!user || user.bannedAt) {
      await this.sessions.revoke(claims.sessionId);
      throw new AppError('SESSION_REVOKED', 'You were signed out. Sign in again.');
    }
    return this.toSession(user, claims);
  }

  /** Ends the session of a refresh token, or else of an access token; one that has run out is enough. */
  async logout({
    refreshToken,
    accessToken,
  }: {
    refreshToken: string | null;
    accessToken: string | null;
  }): Promise<null> {
    if (refreshToken) await this.sessions.revoke(this.tokens.readRefreshToken(refreshToken).sessionId);
    else if (accessToken) await this.sessions.revoke(this.tokens.readEnding(accessToken).sid);
    return null;
  }

  /** A new session for somebody whose identity is established. */
  async signIn(user: User): Promise<SessionDto> {
    if (user.bannedAt) throw new AppError('SESSION_REVOKED', 'This account is closed.');
    return this.toSession(user, await this.sessions.start(user._id.toHexString()));
  }

  wsTicket(actor: Actor): WsTicketDto {
    const { token, expiresAt } = this.tokens.signTicket(actor);
    return { ticket: token, expiresAt: expiresAt.toISOString() };
  }

  async listDemoAccounts(): Promise<DemoAccountDto[]> {
    this.requireDemo();
    const accounts = await this.users.listDemoAccounts();
    return accounts.map((user) => ({
      id: user._id.toHexString(),
      name: user.name,
      role: user.role,
      part: user.demoPart ?? 'buyer',
      locale: user.locale,
    }));
  }

  async demoLogin(accountId: string): Promise<SessionDto> {
    this.requireDemo();
    const user = await this.users.findById(accountId);
    if (!user?.demoPart) throw new AppError('USER_NOT_FOUND', 'There is no such demo account.');
    return this.signIn(user);
  }

  private requireDemo(): void {
    if (!this.config.isDemo) throw new AppError('NOT_FOUND', 'There is nothing at this address.');
  }

  private toSession(user: User, claims: RefreshClaims): SessionDto {
    const { sessionId } = claims;
    const actor = { id: user._id.toHexString(), role: user.role, sessionId, isGuest: user.isGuest };
    const { token, expiresAt } = this.tokens.signAccess(actor);
    return {
      user: toMeDto(user),
      accessToken: token,
      refreshToken: this.tokens.refreshToken(claims),
      expiresAt: expiresAt.toISOString(),
    };
  }
}
