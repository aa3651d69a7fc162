const KEY = 'parley.guest';
const TOKEN = /^[\w-]{43}$/;

/** The token of the address that brought somebody here; null when it has none. */
export function tokenOf(address: string): string | null {
  const at = address.indexOf('#');
  const token = at < 0 ? '' : address.slice(at + 1);
  return TOKEN.test(token) ? token : null;
}

/** This device's way back to a request. A browser that keeps nothing has none; the letter has it too. */
export function keptToken(): string | null {
  try {
    const token = localStorage.getItem(KEY);
    return token !== null && TOKEN.test(token) ? token : null;
  } catch {
    return null;
  }
}

/** Null forgets it. */
export function keepToken(token: string | null): void {
  try {
    if (token === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, token);
  } catch {
    // Private windows of some browsers: the session and the letter have to do.
  }
}

export function linkOf(token: string): string {
  return `${window.location.origin}/support/guest#${token}`;
}
