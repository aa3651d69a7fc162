import { openDatabase } from './database';
import type { LeaseStore } from './lease-locks';

/** Transactions of IndexedDB are one after the other over all tabs: what a compare-and-set needs. */
export function createIndexedDbLeases(name = 'parley'): LeaseStore {
  return {
    async claim(lease, isFree) {
      const transaction = (await openDatabase(name)).transaction('leases', 'readwrite');
      const current = await transaction.store.get(lease.name);
      const isGranted = !current || isFree(current);
      if (isGranted) await transaction.store.put(lease);
      await transaction.done;
      return isGranted;
    },
    async release({ name: key, owner }) {
      const transaction = (await openDatabase(name)).transaction('leases', 'readwrite');
      if ((await transaction.store.get(key))?.owner === owner) await transaction.store.delete(key);
      await transaction.done;
    },
  };
}
