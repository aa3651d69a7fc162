import { createRest, ParleyError, type Rest } from '@app/client';
import type { MeDto } from '@app/contracts';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { apiUrl } from './environment';
import { PATH_HEADER } from './page-path';

/** Typed calls in the name of the person whose request this is. */
export const serverRest = cache(async (): Promise<Rest> => {
  const cookie = (await cookies()).toString();
  return createRest({ url: apiUrl(), auth: { kind: 'headers', headers: { cookie } } });
});

/** The signed-in person, or null. Throws when the API does not answer. */
export const findMe = cache(async (): Promise<MeDto | null> => {
  try {
    return await (await serverRest()).auth.me();
  } catch (thrown) {
    if (!(thrown instanceof ParleyError) || !thrown.isAuth) throw thrown;
    return null;
  }
});

/** The signed-in person; sends everybody else to the sign-in page. Throws when the API does not answer. */
export const requireMe = cache(async (): Promise<MeDto> => {
  const me = await findMe();
  // Guests have a page of their own, and nothing else.
  if (me?.isGuest) redirect('/support/guest');
  if (me) return me;
  const path = await currentPath();
  redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`);
});

/** The address being rendered, as the proxy saw it. */
export async function currentPath(): Promise<string> {
  return (await headers()).get(PATH_HEADER) ?? '/';
}
