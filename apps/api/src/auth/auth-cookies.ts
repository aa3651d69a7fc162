import { Inject, Injectable } from '@nestjs/common';
import type { CookieOptions, Response } from 'express';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { DEVICE_TTL_MS } from './device.schema';
import { REFRESH_TTL_MS } from './session.service';
import { ACCESS_TTL_MS } from './token.service';

/** The web session's cookies: never readable by scripts, host-locked in production. */
@Injectable()
export class AuthCookies {
  private readonly access: string;
  private readonly refresh: string;
  private readonly device: string;
  private readonly options: CookieOptions;

  constructor(@Inject(CONFIG) config: Config) {
    const prefix = config.isProduction ? '__Host-' : '';
    this.access = `${prefix}parley_access`;
    this.refresh = `${prefix}parley_refresh`;
    this.device = `${prefix}parley_device`;
    this.options = { httpOnly: true, sameSite: 'lax', path: '/', secure: config.isProduction };
  }

  set(response: Response, accessToken: string, refreshToken: string): void {
    response.cookie(this.access, accessToken, { ...this.options, maxAge: ACCESS_TTL_MS });
    response.cookie(this.refresh, refreshToken, { ...this.options, maxAge: REFRESH_TTL_MS });
  }

  /** Signing out does not take it away: the device is still the one it was. */
  setDevice(response: Response, token: string): void {
    response.cookie(this.device, token, { ...this.options, maxAge: DEVICE_TTL_MS });
  }

  clear(response: Response): void {
    response.clearCookie(this.access, this.options);
    response.clearCookie(this.refresh, this.options);
  }

  readAccess(header: string | undefined): string | null {
    return readCookie(header, this.access);
  }

  readDevice(header: string | undefined): string | null {
    return readCookie(header, this.device);
  }

  readRefresh(header: string | undefined): string | null {
    return readCookie(header, this.refresh);
  }
}

/** Our cookie values are base64url and dots, so no decoding is needed. */
function readCookie(header: string | undefined, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return null;
}
