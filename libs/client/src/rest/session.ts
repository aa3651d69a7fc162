import type { SessionDto } from '@app/contracts';
import type { Locks } from '../core/environment';
import { ParleyError } from '../core/error';
import { exchange, type HttpRequest } from './http';
import type { Auth } from './rest';

export interface SessionOptions {
  url: string;
  auth: Auth;
  fetch: typeof fetch;
  locks: Locks;
  isHost: boolean;
  onSignedOut(): void;
}

/** Sends requests as the signed-in person and keeps the session fresh. */
export interface Session {
  /** Requests go out by the host's own `fetch`. */
  readonly isHost: boolean;
  request<T>(request: HttpRequest): Promise<T>;
  /** For calls that make or end a session: never refreshed, never retried. */
  requestOnce<T>(request: HttpRequest): Promise<T>;
  /** One refresh call, under the lock that keeps two tabs from rotating one token at once. */
  rotate(refreshToken?: string): Promise<SessionDto>;
  /** Renews the session; a second caller joins the first. On a dead session calls `onSignedOut` and throws. */
  renew(): Promise<void>;
}

export function createSession({ url, auth, fetch, locks, isHost, onSignedOut }: SessionOptions): Session {
  let renewal: Promise<void> | null = null;

  const headers = async (): Promise<Readonly<Record<string, string>>> => {
    if (auth.kind === 'headers') return auth.headers;
    return auth.kind === 'token' ? { authorization: `Bearer ${await auth.getToken()}` } : {};
  };
  const requestOnce = async <T>(request: HttpRequest): Promise<T> => exchange<T>(fetch, url, request, await headers());

  const rotate = (refreshToken?: string): Promise<SessionDto> => {
    const body = refreshToken ? { refreshToken } : {};
    return locks.hold('parley-refresh', () => exchange(fetch, url, { method: 'POST', path: 'auth/refresh', body }, {}));
  };

  const renewOnce = async (): Promise<void> => {
    // `getToken` is asked at every request, so there is nothing to renew here.
    if (auth.kind !== 'cookie') return;
    try {
      await rotate();
    } catch (error) {
      if (error instanceof ParleyError && !error.isRetryable) onSignedOut();
      throw error;
    }
  };
  const renew = (): Promise<void> => {
    renewal ??= renewOnce().finally(() => {
      renewal = null;
    });
    return renewal;
  };

  const retry = async <T>(request: HttpRequest): Promise<T> => {
    await renew();
    try {
      return await requestOnce<T>(request);
    } catch (error) {
      if (error instanceof ParleyError && error.isAuth) onSignedOut();
      throw error;
    }
  };

  return {
    isHost,
    requestOnce,
    rotate,
    renew,
    async request<T>(request: HttpRequest): Promise<T> {
      try {
        return await requestOnce<T>(request);
      } catch (error) {
        if (auth.kind !== 'headers' && error instanceof ParleyError && error.isAuth) return retry<T>(request);
        throw error;
      }
    },
  };
}
