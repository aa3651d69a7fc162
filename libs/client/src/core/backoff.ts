/** Full jitter over an exponentially growing window: `attempt` 0 waits minMs to 2 x minMs, and never more than maxMs. */
export function backoffMs(attempt: number, minMs: number, maxMs: number, random: () => number): number {
  const top = Math.min(maxMs, minMs * 2 ** Math.min(attempt + 1, 30));
  return minMs + random() * Math.max(0, top - minMs);
}
