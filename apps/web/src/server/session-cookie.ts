/** Production puts `__Host-` before the names, so both are looked for. */
const PREFIXES = ['', '__Host-'] as const;
const names = (base: string) => PREFIXES.map((prefix) => `${prefix}${base}`);

export const ACCESS_COOKIES = names('parley_access');
export const REFRESH_COOKIES = names('parley_refresh');

export interface SetCookie {
  name: string;
  value: string;
  /** The whole `Set-Cookie` line, attributes included. */
  line: string;
}

/** Name and value of one `Set-Cookie` line. */
export function parseSetCookie(line: string): SetCookie | null {
  const pair = line.split(';', 1)[0] ?? '';
  const at = pair.indexOf('=');
  return at > 0 ? { name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim(), line } : null;
}

/** A `cookie` request header with these cookies put in place of their older selves. */
export function mergeCookieHeader(header: string, fresh: readonly SetCookie[]): string {
  const replaced = new Set(fresh.map((cookie) => cookie.name));
  const kept = header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part && !replaced.has(part.split('=', 1)[0] ?? ''));
  return [...kept, ...fresh.filter((cookie) => cookie.value).map((cookie) => `${cookie.name}=${cookie.value}`)].join(
    '; ',
  );
}
