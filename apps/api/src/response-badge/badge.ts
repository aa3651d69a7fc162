import type { ResponseBadgeDto } from '@app/contracts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ANSWERED_WITHIN_MS = DAY_MS;
const WINDOW_MS = 30 * DAY_MS;
const ENOUGH = 10;

/** How far back threads can count. */
export const REACH_MS = 90 * DAY_MS;

/** A thread that somebody else began: when, and when it got its first answer. */
export interface AskedThread {
  askedAt: Date;
  answeredAt: Date | null;
}

/**
 * Threads of 30 days; when they are fewer than 10, the last 10 of 90 days. One that is still within its 24 hours and has no
 * answer says nothing yet.
 */
export function badgeOf(threads: AskedThread[], now: Date): Omit<ResponseBadgeDto, 'userId'> {
  const decided = threads
    .filter((thread) => thread.answeredAt !== null || now.getTime() - thread.askedAt.getTime() > ANSWERED_WITHIN_MS)
    .filter(isWithin(REACH_MS, now))
    .sort((a, b) => b.askedAt.getTime() - a.askedAt.getTime());
  const recent = decided.filter(isWithin(WINDOW_MS, now));
  const counted = recent.length >= ENOUGH ? recent : decided.slice(0, ENOUGH);
  const replies = counted.map(replyMs).filter((ms) => ms !== null);
  const inTime = replies.filter((ms) => ms <= ANSWERED_WITHIN_MS).length;
  return {
    answeredPercent: counted.length > 0 ? Math.round((inTime / counted.length) * 100) : null,
    meanReplyMs: replies.length > 0 ? Math.round(replies.reduce((sum, ms) => sum + ms, 0) / replies.length) : null,
    threads: counted.length,
  };
}

function isWithin(ms: number, now: Date): (thread: AskedThread) => boolean {
  return ({ askedAt }) => now.getTime() - askedAt.getTime() <= ms;
}

function replyMs({ askedAt, answeredAt }: AskedThread): number | null {
  return answeredAt && answeredAt.getTime() - askedAt.getTime();
}
