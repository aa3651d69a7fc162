/** Request header by which the proxy tells a layout the address being rendered; layouts cannot see it otherwise. */
export const PATH_HEADER = 'x-parley-path';
export const NONCE_HEADER = 'x-nonce';

const PUBLIC_PATHS: readonly string[] = ['/sign-in', '/register', '/support/guest'];

export function isPublicPath(path: string): boolean {
  return PUBLIC_PATHS.includes(path);
}

/** The chat that a path such as `/chats/65f…` opens. */
export function chatIdOf(path: string): string | null {
  return /^\/chats\/([\w-]+)$/.exec(path)?.[1] ?? null;
}

/** Where to go after signing in; only paths of ours, so that a link cannot send people elsewhere. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next) || isPublicPath(next.split('?', 1)[0] ?? '')) return '/chats';
  return next;
}
