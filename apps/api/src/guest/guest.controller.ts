import type { GuestTicketDto, SessionDto } from '@app/contracts';
import { Body, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ApiController } from '../auth/api-controller.decorator';
import { Public } from '../auth/auth.guard';
import { AuthCookies } from '../auth/auth-cookies';
import { GuestSessionInputDto, GuestTicketInputDto } from './guest.dto';
import { GuestService } from './guest.service';
import { peerOf } from './peer';

/** For visitors without an account; both answers set the session's cookies. */
@Public()
@ApiController('guests')
export class GuestController {
  constructor(
    private readonly guests: GuestService,
    private readonly cookies: AuthCookies,
  ) {}

  /** 200 for a first request and for its repeat alike. */
  @Post('tickets')
  @HttpCode(200)
  async open(
    @Req() request: Request,
    @Body() input: GuestTicketInputDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<GuestTicketDto> {
    const opened = await this.guests.open(input, peerOf(request));
    this.keep(response, opened.session);
    return opened;
  }

  @Post('sessions')
  @HttpCode(200)
  async enter(
    @Req() request: Request,
    @Body() { token }: GuestSessionInputDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionDto> {
    return this.keep(response, await this.guests.enter(token, peerOf(request)));
  }

  private keep(response: Response, session: SessionDto): SessionDto {
    this.cookies.set(response, session.accessToken, session.refreshToken);
    return session;
  }
}
