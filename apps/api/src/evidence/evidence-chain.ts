import { createHash } from 'node:crypto';

/** What stands before the first link. */
export const NO_HASH = '';

export interface Link {
  part: string;
  hash: string;
}

/** JSON with sorted keys and without undefined ones: the same value gives the same bytes, wherever it was made. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}

export function hashAfter(before: string, part: string): string {
  return createHash('sha256').update(`${before}\n${part}`).digest('hex');
}

/** Whether this link follows from the one before it. */
export function isNext(before: string, { part, hash }: Link): boolean {
  return hashAfter(before, part) === hash;
}
