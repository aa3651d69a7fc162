import { openDatabase } from '../core/database';
import type { OutboxStorage } from './outbox-storage';

/** Keeps the outbox over reloads and crashes of the tab; shared by all tabs. */
export function createIndexedDbStorage(name = 'parley'): OutboxStorage {
  return {
    load: async (userId) => (await openDatabase(name)).getAllFromIndex('outbox', 'userId', userId),
    async put(item) {
      await (await openDatabase(name)).put('outbox', item);
    },
    async delete(clientMsgId) {
      await (await openDatabase(name)).delete('outbox', clientMsgId);
    },
    async clear(userId) {
      const transaction = (await openDatabase(name)).transaction('outbox', 'readwrite');
      const keys = await transaction.store.index('userId').getAllKeys(userId);
      await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
    },
  };
}
