/// <reference lib="dom" />
import type { OutboxItem, OutboxStorage } from './outbox-storage';

type Schema = { outbox: { key: string; value: OutboxItem; indexes: { userId: string } } };

async function openOutbox(name: string, onClosed: () => void) {
  // Loaded when needed: no page waits for it, and Node never does.
  const { openDB } = await import('idb');
  return openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('outbox', { keyPath: 'clientMsgId' }).createIndex('userId', 'userId');
    },
    // A newer version in another tab wants to upgrade: let go, and open again at the next use.
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  });
}

/** Keeps the outbox over reloads and crashes of the tab; shared by all tabs. */
export function createIndexedDbStorage(name = 'parley'): OutboxStorage {
  let opening: ReturnType<typeof openOutbox> | null = null;

  const forget = () => {
    opening = null;
  };
  const open = () => {
    opening ??= openOutbox(name, forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opening;
  };

  return {
    load: async (userId) => (await open()).getAllFromIndex('outbox', 'userId', userId),
    async put(item) {
      await (await open()).put('outbox', item);
    },
    async delete(clientMsgId) {
      await (await open()).delete('outbox', clientMsgId);
    },
    async clear(userId) {
      const transaction = (await open()).transaction('outbox', 'readwrite');
      const keys = await transaction.store.index('userId').getAllKeys(userId);
      await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
    },
  };
}
