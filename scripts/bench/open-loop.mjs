const TICK_MS = 2;

/**
 * Sends `count` messages at a fixed rate, whether or not earlier ones were answered: a slow server gets no pause.
 * @param {{ rate: number, count: number, send: (index: number, dueAt: number) => void }} options `rate` a second;
 *   `dueAt` is on the clock of `performance.now()`
 */
export function openLoop({ rate, count, send }) {
  const startedAt = performance.now();
  const dueAt = (index) => startedAt + (index * 1_000) / rate;
  let next = 0;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now();
      while (next < count && dueAt(next) <= now) {
        send(next, dueAt(next));
        next++;
      }
      if (next < count) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
}
