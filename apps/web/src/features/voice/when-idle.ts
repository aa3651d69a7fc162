/** Runs it once the browser has nothing else to do; answers how to call it off. A fault is let go: it is tried again at the next opening. */
export function whenIdle(task: () => Promise<void>): () => void {
  const run = () => void task().catch(() => undefined); // no recording is shown, and none is lost
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, 500);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: 2_000 });
  return () => cancelIdleCallback(handle);
}
