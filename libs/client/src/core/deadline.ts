import type { Clock } from './clock';

/** The task's result, or a rejection after `ms`: browsers have databases that never answer. What it does later, it does. */
export function withDeadline<T>(clock: Clock, ms: number, task: () => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new Error(`No answer within ${ms} ms`)));
    task().then(resolve, reject).finally(cancel);
  });
}
