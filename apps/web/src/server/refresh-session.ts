import type { NextRequest } from 'next/server';
import { apiUrl } from './environment';
import { ACCESS_COOKIES, parseSetCookie, REFRESH_COOKIES, type SetCookie } from './session-cookie';

const TIMEOUT_MS = 5_000;

/**
 * `kept`: go on with the cookies there are. `renewed`: the session was rotated. `none`: nobody is signed in.
 * An API that does not answer is no reason to sign somebody out: the page then shows that it is away.
 */
export type SessionCheck = { kind: 'kept' } | { kind: 'renewed'; cookies: SetCookie[] } | { kind: 'none' };

/** Renews an expired access cookie before a page renders, as server components cannot set cookies. */
export async function checkSession(request: NextRequest): Promise<SessionCheck> {
  const has = (names: readonly string[]) => names.some((name) => request.cookies.get(name)?.value);
  if (has(ACCESS_COOKIES)) return { kind: 'kept' };
  if (!has(REFRESH_COOKIES)) return { kind: 'none' };
  try {
    const answer = await fetch(new URL('/api/auth/refresh', apiUrl()), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: request.headers.get('cookie') ?? '',
      },
      body: '{}',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (answer.status === 401) return { kind: 'none' };
    if (!answer.ok) return { kind: 'kept' };
    const cookies = answer.headers
      .getSetCookie()
      .map(parseSetCookie)
      .filter((cookie) => cookie !== null);
    return cookies.length ? { kind: 'renewed', cookies } : { kind: 'kept' };
  } catch {
    return { kind: 'kept' };
  }
}
