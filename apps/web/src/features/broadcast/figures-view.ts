import type { BroadcastHistoryDto } from '@app/contracts';

const HOUR_MS = 3_600_000;

/** What had happened by a moment. */
export interface FigurePoint {
  at: number;
  seen: number;
  read: number;
  clicked: number;
}

/** Sums by the hour, from nothing at its beginning to what there is now: lines that only rise. */
export function toPoints({ hours }: BroadcastHistoryDto, publishedAt: string, now: number): FigurePoint[] {
  const start = Date.parse(publishedAt);
  const points: FigurePoint[] = [{ at: start, seen: 0, read: 0, clicked: 0 }];
  for (const { at, seen, read, clicked } of hours) {
    const before = points.at(-1) as FigurePoint;
    // An hour's figure is known at its end; the present hour's, now.
    const end = Math.max(Math.min(Date.parse(at) + HOUR_MS, now), before.at + 1);
    points.push({
      at: end,
      seen: before.seen + seen,
      read: before.read + read,
      clicked: before.clicked + clicked,
    });
  }
  const last = points.at(-1) as FigurePoint;
  if (last.at < now) points.push({ ...last, at: now });
  return points;
}
