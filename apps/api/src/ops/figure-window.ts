import type { Counter, Histogram } from 'prom-client';

/** A metric's values as they stand: the sum of those whose labels fit. */
type Labels = Partial<Record<string, string | number>>;

/** What a counter has counted so far, over the labels that fit. */
export async function countOf(counter: Counter, fits: (labels: Labels) => boolean = () => true): Promise<number> {
  const { values } = await counter.get();
  return values.reduce((sum, { labels, value }) => (fits(labels) ? sum + value : sum), 0);
}

/** How many observations were at or below each bound, in ascending order of the bounds; the last bound is Infinity. */
export type Buckets = readonly { atMost: number; count: number }[];

/** The buckets of a histogram so far, over the labels that fit. */
export async function bucketsOf(
  histogram: Histogram,
  fits: (labels: Labels) => boolean = () => true,
): Promise<Buckets> {
  const { values } = await histogram.get();
  const counts = new Map<number, number>();
  for (const { labels, metricName, value } of values) {
    if (!metricName?.endsWith('_bucket') || !fits(labels)) continue;
    const { le } = labels as { le: number | '+Inf' };
    const atMost = le === '+Inf' ? Number.POSITIVE_INFINITY : le;
    counts.set(atMost, (counts.get(atMost) ?? 0) + value);
  }
  return [...counts].map(([atMost, count]) => ({ atMost, count })).sort((a, b) => a.atMost - b.atMost);
}

/**
 * The value that `share` of what was observed between two looks does not exceed, as Prometheus' histogram_quantile reckons:
 * evenly spread within a bucket, and never above the last finite bound. Null of nothing.
 */
export function quantileBetween(share: number, before: Buckets, after: Buckets): number | null {
  const earlier = new Map(before.map(({ atMost, count }) => [atMost, count]));
  const fresh = after.map(({ atMost, count }) => ({ atMost, count: count - (earlier.get(atMost) ?? 0) }));
  const total = fresh.at(-1)?.count ?? 0;
  if (total === 0) return null;
  const wanted = share * total;
  const at = fresh.findIndex(({ count }) => count >= wanted);
  const below = fresh[at - 1] ?? { atMost: 0, count: 0 };
  const { atMost, count } = fresh[at] as Buckets[number];
  if (atMost === Number.POSITIVE_INFINITY) return below.atMost;
  return below.atMost + (atMost - below.atMost) * ((wanted - below.count) / (count - below.count));
}
