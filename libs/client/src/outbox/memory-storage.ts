import type { OutboxItem, OutboxStorage } from './outbox-storage';

/** Keeps nothing over a restart; for Node and for browsers without IndexedDB. */
export function createMemoryStorage(): OutboxStorage {
  const items = new Map<string, OutboxItem>();
  return {
    load: async (userId) => [...items.values()].filter((item) => item.userId === userId),
    async put(item) {
      items.set(item.clientMsgId, item);
    },
    async delete(clientMsgId) {
      items.delete(clientMsgId);
    },
    async clear(userId) {
      for (const item of items.values()) if (item.userId === userId) items.delete(item.clientMsgId);
    },
  };
}
