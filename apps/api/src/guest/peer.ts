import type { Request } from 'express';

const OWN = /^(::1|127\.|::ffff:127\.)/;

/** The visitor's network address; null when the proxy before us did not name it, since its own stands for everybody. */
export function peerOf({ ip }: Request): string | null {
  return ip && !OWN.test(ip) ? ip : null;
}
