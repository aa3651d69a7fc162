import type { Environment } from '../core/environment';

/** What all tabs of one browser share: Web Locks, and channels whose messages arrive a moment later. */
export function buildFakeBrowser(): Pick<Environment, 'locks' | 'openChannel'> {
  const queues = new Map<string, Promise<unknown>>();
  const listeners = new Map<string, Map<object, (message: never) => void>>();
  return {
    locks: {
      hold: (name, task, signal) => {
        const result = (queues.get(name) ?? Promise.resolve()).then(() => {
          signal?.throwIfAborted();
          return task();
        });
        queues.set(
          name,
          result.catch(() => undefined),
        );
        return result;
      },
    },
    openChannel: (name, listener) => {
      const self = {};
      const all = listeners.get(name) ?? new Map<object, (message: never) => void>();
      listeners.set(name, all.set(self, listener as (message: never) => void));
      return {
        post: (message) => {
          const copy = structuredClone(message) as never;
          for (const [other] of all) if (other !== self) queueMicrotask(() => all.get(other)?.(copy));
        },
        close: () => all.delete(self),
      };
    },
  };
}
