import type { Rest } from '@app/client';
import type { ResponseBadgeDto } from '@app/contracts';

/** As long as the server keeps it. */
const KEPT_MS = 300_000;

interface Kept {
  at: number;
  badge: Promise<ResponseBadgeDto>;
}

const kept = new WeakMap<Rest['users'], Map<string, Kept>>();

/** Header and details of a chat ask at once, and once is enough. A failed answer is not kept. */
export function fetchBadge(users: Rest['users'], userId: string, now = Date.now()): Promise<ResponseBadgeDto> {
  const byId = kept.get(users) ?? new Map<string, Kept>();
  kept.set(users, byId);
  const known = byId.get(userId);
  if (known && now - known.at < KEPT_MS) return known.badge;
  const badge = users.responseBadge(userId);
  byId.set(userId, { at: now, badge });
  badge.catch(() => byId.delete(userId));
  return badge;
}
