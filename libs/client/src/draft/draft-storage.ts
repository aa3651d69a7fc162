import { openDatabase } from '../core/database';
import type { Draft, DraftStorage } from './draft';

/** Keeps drafts over reloads and crashes of the tab; shared by all tabs. */
export function createIndexedDbDrafts(name = 'parley'): DraftStorage {
  return {
    async load(userId) {
      const rows = await (await openDatabase(name)).getAllFromIndex('drafts', 'userId', userId);
      return rows.map(({ userId: _owner, ...draft }) => draft);
    },
    async put(userId, draft) {
      await (await openDatabase(name)).put('drafts', { ...draft, userId });
    },
    async delete(userId, chatId) {
      await (await openDatabase(name)).delete('drafts', [userId, chatId]);
    },
    async clear(userId) {
      const transaction = (await openDatabase(name)).transaction('drafts', 'readwrite');
      const keys = await transaction.store.index('userId').getAllKeys(userId);
      await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
    },
  };
}

/** Keeps nothing over a restart. */
export function createMemoryDrafts(): DraftStorage {
  const byUser = new Map<string, Map<string, Draft>>();
  const of = (userId: string) => {
    const drafts = byUser.get(userId) ?? new Map<string, Draft>();
    byUser.set(userId, drafts);
    return drafts;
  };
  return {
    load: async (userId) => [...of(userId).values()],
    async put(userId, draft) {
      of(userId).set(draft.chatId, draft);
    },
    async delete(userId, chatId) {
      of(userId).delete(chatId);
    },
    async clear(userId) {
      byUser.delete(userId);
    },
  };
}
