import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AppError } from '../common/app-error';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';

const SCHEME = /^ServerKey (\S+)$/i;

/** The marketplace's own server: `Authorization: ServerKey <key>`, one of SERVER_KEYS. A person's session does not count. */
@Injectable()
export class ServerKeyGuard implements CanActivate {
  private readonly digests: Buffer[];

  constructor(@Inject(CONFIG) config: Config) {
    this.digests = config.serverKeys.map(digest);
  }

  canActivate(context: ExecutionContext): boolean {
    if (this.digests.length === 0) throw new AppError('FORBIDDEN', 'Server keys are not set up here.');
    const { authorization = '' } = context.switchToHttp().getRequest<Request>().headers;
    const key = SCHEME.exec(authorization)?.[1];
    if (key === undefined) throw new AppError('UNAUTHENTICATED', 'This needs a server key.');
    if (!this.isKnown(digest(key))) throw new AppError('TOKEN_INVALID', 'The server key is not valid.');
    return true;
  }

  /** Looks at every key, so that the time says nothing about which one was near. */
  private isKnown(given: Buffer): boolean {
    return this.digests.filter((known) => timingSafeEqual(known, given)).length > 0;
  }
}

/** Digests have one length, whatever the keys have. */
function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
