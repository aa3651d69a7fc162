import type { Clock } from './clock';
import type { Held, Locks } from './environment';

/** Who holds a name, and until when by this machine's clock. */
export interface Lease {
  name: string;
  owner: string;
  until: number;
}

/** Compare-and-set over all tabs. */
export interface LeaseStore {
  /** Writes the lease if `isFree` says so of the one that is there; answers whether it did. */
  claim(lease: Lease, isFree: (current: Lease) => boolean): Promise<boolean>;
  release(lease: Lease): Promise<void>;
}

/** A closed tab's lease lasts this long; a holder renews three times in it. */
const LEASE_MS = 6_000;
const RENEW_MS = LEASE_MS / 3;

/**
 * Locks for pages without Web Locks (plain http in a LAN): leases that their holders renew. A tab that sleeps loses its lease and
 * notices by the clock before it acts. A store that fails gives the lock: what it guards is idempotent on the server.
 */
export function createLeaseLocks(clock: Clock, uuid: () => string, store: LeaseStore): Locks {
  const claim = async (lease: Lease): Promise<boolean> => {
    const now = clock.now();
    const isFree = ({ owner, until }: Lease) => owner === lease.owner || until <= now || until > now + LEASE_MS;
    try {
      return await store.claim(lease, isFree);
    } catch {
      return true;
    }
  };

  const pause = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(ms, resolve);
      signal?.addEventListener('abort', () => [cancel(), resolve()], { once: true });
    });

  const acquire = async (name: string, owner: string, signal?: AbortSignal): Promise<Lease> => {
    for (;;) {
      signal?.throwIfAborted();
      const lease = { name, owner, until: clock.now() + LEASE_MS };
      if (await claim(lease)) return lease;
      await pause(RENEW_MS, signal);
    }
  };

  return {
    async hold(name, task, signal) {
      const owner = uuid();
      let lease = await acquire(name, owner, signal);
      const lost = new AbortController();
      const isHeld = () =>
        !lost.signal.aborted && Math.abs(lease.until - clock.now()) <= LEASE_MS && clock.now() < lease.until;
      let cancel = () => {};
      const renew = async () => {
        const next = { name, owner, until: clock.now() + LEASE_MS };
        if (!(await claim(next))) return lost.abort();
        lease = next;
        schedule();
      };
      const schedule = () => {
        if (!isOver) cancel = clock.after(RENEW_MS, () => void renew());
      };
      let isOver = false;
      schedule();
      const held: Held = { isHeld, lost: lost.signal };
      try {
        return await task(held);
      } finally {
        isOver = true;
        cancel();
        // A lease that stays behind ends by itself.
        await store.release(lease).catch(() => undefined);
      }
    },
  };
}
