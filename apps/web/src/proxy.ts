import { type NextRequest, NextResponse } from 'next/server';
import { apiUrl } from '@/server/environment';
import { isPublicPath, NONCE_HEADER, PATH_HEADER } from '@/server/page-path';
import { pagePolicy } from '@/server/page-policy';
import { checkSession } from '@/server/refresh-session';
import { mergeCookieHeader } from '@/server/session-cookie';

/** `/api` goes on to the API, web sockets included; pages get their session, nonce and policy. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  if (pathname === '/api' || pathname.startsWith('/api/')) {
    return NextResponse.rewrite(new URL(pathname + search, apiUrl()));
  }
  const session = await checkSession(request);
  if (session.kind === 'none' && !isPublicPath(pathname)) return toSignIn(request);

  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = pagePolicy(nonce, request.headers.get('host'), process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set(PATH_HEADER, pathname);
  headers.set('content-security-policy', policy);
  if (session.kind === 'renewed') {
    headers.set('cookie', mergeCookieHeader(headers.get('cookie') ?? '', session.cookies));
  }

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'private, no-store');
  if (session.kind === 'renewed') {
    for (const cookie of session.cookies) response.headers.append('set-cookie', cookie.line);
  }
  return response;
}

function toSignIn(request: NextRequest): NextResponse {
  const url = new URL('/sign-in', request.url);
  const { pathname, search } = request.nextUrl;
  if (pathname !== '/') url.searchParams.set('next', pathname + search);
  const response = NextResponse.redirect(url);
  response.headers.set('cache-control', 'no-store');
  return response;
}

export const config = {
  matcher: ['/((?!_next/static|_next/image|icon.svg|icon-unread.svg|favicon.ico|robots.txt|api/attachments$).*)'],
};
