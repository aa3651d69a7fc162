import type { DemoAccountDto, MeDto, SessionDto, WsTicketDto } from '@app/contracts';
import { Body, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { UserService } from '../user/user.service';
import type { Actor } from './actor';
import { ApiController } from './api-controller.decorator';
import { DemoLoginDto, LoginDto, RefreshDto, RegisterDto } from './auth.dto';
import { AlsoForGuests, Public } from './auth.guard';
import { AuthService } from './auth.service';
import { AuthCookies } from './auth-cookies';
import { CurrentActor } from './current-actor.decorator';
import { Devices } from './devices';

@ApiController('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly users: UserService,
    private readonly cookies: AuthCookies,
    private readonly devices: Devices,
  ) {}

  @Public()
  @Post('register')
  async register(
    @Req() request: Request,
    @Body() input: RegisterDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionDto> {
    return this.keepDevice(request, response, await this.auth.register(input));
  }

  @Public()
  @Post('login')
  @HttpCode(200)
  async login(
    @Req() request: Request,
    @Body() input: LoginDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionDto> {
    return this.keepDevice(request, response, await this.auth.login(input));
  }

  @Public()
  @Post('refresh')
  @HttpCode(200)
  async refresh(
    @Req() request: Request,
    @Body() input: RefreshDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionDto> {
    const token = input.refreshToken ?? this.cookies.readRefresh(request.headers.cookie);
    return this.keep(response, await this.auth.refresh(token));
  }

  @Public()
  @Post('logout')
  @HttpCode(200)
  async logout(
    @Req() request: Request,
    @Body() input: RefreshDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<null> {
    this.cookies.clear(response);
    const { cookie, authorization } = request.headers;
    return this.auth.logout({
      refreshToken: input.refreshToken ?? this.cookies.readRefresh(cookie),
      accessToken: authorization?.replace(/^Bearer /i, '') ?? this.cookies.readAccess(cookie),
    });
  }

  @AlsoForGuests()
  @Post('ws-ticket')
  @HttpCode(200)
  wsTicket(@CurrentActor() actor: Actor): WsTicketDto {
    return this.auth.wsTicket(actor);
  }

  @AlsoForGuests()
  @Get('me')
  me(@CurrentActor() actor: Actor): Promise<MeDto> {
    return this.users.me(actor.id);
  }

  @Public()
  @Get('demo-accounts')
  demoAccounts(): Promise<DemoAccountDto[]> {
    return this.auth.listDemoAccounts();
  }

  @Public()
  @Post('demo-login')
  @HttpCode(200)
  async demoLogin(@Body() input: DemoLoginDto, @Res({ passthrough: true }) response: Response): Promise<SessionDto> {
    return this.keep(response, await this.auth.demoLogin(input.accountId));
  }

  /** For sign-ins with a password; those of the demo, which has none, say nothing about a thief. */
  private async keepDevice({ headers }: Request, response: Response, session: SessionDto): Promise<SessionDto> {
    const claim = { token: this.cookies.readDevice(headers.cookie), userAgent: headers['user-agent'] };
    this.cookies.setDevice(response, await this.devices.signedIn(session.user.id, claim));
    return this.keep(response, session);
  }

  private keep(response: Response, session: SessionDto): SessionDto {
    this.cookies.set(response, session.accessToken, session.refreshToken);
    return session;
  }
}
