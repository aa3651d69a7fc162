/// <reference lib="dom" />
import type { Draft } from '../draft/draft';
import type { OutboxItem } from '../outbox/outbox-storage';
import type { Lease } from './lease-locks';

/** What this library keeps on the device; one database for all tabs and people, rows by person. */
type Schema = {
  outbox: { key: string; value: OutboxItem; indexes: { userId: string } };
  drafts: { key: [userId: string, chatId: string]; value: Draft & { userId: string }; indexes: { userId: string } };
  leases: { key: string; value: Lease };
};

export type Database = Awaited<ReturnType<typeof make>>;

const VERSION = 2;
const open = new Map<string, Promise<Database>>();

/** The database of that name, opened once and again after it was closed under us. Throws where there is no IndexedDB. */
export function openDatabase(name: string): Promise<Database> {
  const known = open.get(name);
  if (known) return known;
  const opening = make(name, () => open.delete(name));
  open.set(name, opening);
  opening.catch(() => open.delete(name));
  return opening;
}

async function make(name: string, onClosed: () => void) {
  // Loaded when needed: no page waits for it, and Node never does.
  const { openDB } = await import('idb');
  return openDB<Schema>(name, VERSION, {
    upgrade(db, oldVersion) {
      if (oldVersion < 1) db.createObjectStore('outbox', { keyPath: 'clientMsgId' }).createIndex('userId', 'userId');
      if (oldVersion < 2) {
        db.createObjectStore('drafts', { keyPath: ['userId', 'chatId'] }).createIndex('userId', 'userId');
        db.createObjectStore('leases', { keyPath: 'name' });
      }
    },
    // A newer version in another tab wants to upgrade: let go, and open again at the next use.
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  });
}
