import { createHmac } from 'node:crypto';
import type { IceServerDto, IceServersDto } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';

/** Long enough for a long call: a relay asks for the password again while it is used. */
const LIVES_MS = 12 * 60 * 60 * 1_000;

/** Where browsers learn their own address (STUN) and have their media relayed (TURN), as configured; maybe nowhere. */
@Injectable()
export class IceServers {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  of(actor: Actor): IceServersDto {
    const { servers, turn } = this.config.ice;
    const expiresAt = new Date(Date.now() + LIVES_MS);
    const own = turn ? [{ urls: [...turn.urls], ...credentialsOf(turn.secret, actor.id, expiresAt) }] : [];
    return { iceServers: [...servers, ...own], expiresAt: expiresAt.toISOString() };
  }
}

/** Names that a TURN server with the same secret knows by itself (coturn: use-auth-secret), until they end. */
function credentialsOf(secret: string, userId: string, expiresAt: Date): Omit<IceServerDto, 'urls'> {
  const username = `${Math.floor(expiresAt.getTime() / 1_000)}:${userId}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
