/**
 * Runs it once the browser has nothing else to do; answers how to call it off. For what is nice to have: a fault is let
 * go, and the next showing tries again.
 */
export function whenIdle(task: () => Promise<void>): () => void {
  const run = () => void task().catch(() => undefined); // what did not come is not shown
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, 500);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: 2_000 });
  return () => cancelIdleCallback(handle);
}
