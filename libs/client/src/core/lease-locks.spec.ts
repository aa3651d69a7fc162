import 'fake-indexeddb/auto';
import { FakeClock, settle } from '../testing/fake-clock';
import type { Held } from './environment';
import { createIndexedDbLeases } from './indexed-db-leases';
import { createLeaseLocks, type Lease, type LeaseStore } from './lease-locks';

function createMemoryLeases(): LeaseStore & { leases: Map<string, Lease> } {
  const leases = new Map<string, Lease>();
  return {
    leases,
    async claim(lease, isFree) {
      const current = leases.get(lease.name);
      if (current && !isFree(current)) return false;
      leases.set(lease.name, lease);
      return true;
    },
    async release({ name, owner }) {
      if (leases.get(name)?.owner === owner) leases.delete(name);
    },
  };
}

/** Two tabs over one store. */
function buildTabs(store: LeaseStore = createMemoryLeases()) {
  const clock = new FakeClock();
  let ids = 0;
  const tab = () => createLeaseLocks(clock, () => `tab-${++ids}`, store);
  return { clock, first: tab(), second: tab() };
}

/** A task that is under way until told to end. */
function buildTask() {
  const task = { held: undefined as Held | undefined, runs: 0, end: () => {}, run: async (_held?: Held) => {} };
  task.run = (held?: Held) => {
    task.held = held;
    task.runs += 1;
    return new Promise<void>((resolve) => {
      task.end = resolve;
    });
  };
  return task;
}

describe(createLeaseLocks.name, () => {
  it('lets one tab in at a time, for as long as it lives', async () => {
    const { clock, first, second } = buildTabs();
    const [one, two] = [buildTask(), buildTask()];
    const holding = first.hold('x', one.run);
    await settle();
    const waiting = second.hold('x', two.run);
    await clock.advance(60_000);
    expect([one.runs, two.runs]).toEqual([1, 0]);
    expect(one.held?.isHeld()).toBe(true);
    one.end();
    await holding;
    await clock.advance(2_000);
    expect(two.runs).toBe(1);
    two.end();
    await waiting;
  });

  it('goes to another tab when its holder died, and ends for a holder that slept', async () => {
    const store = createMemoryLeases();
    const clock = new FakeClock();
    const sleeper = new FakeClock();
    const first = createLeaseLocks(sleeper, () => 'sleeper', store);
    const second = createLeaseLocks(clock, () => 'awake', store);
    const [one, two] = [buildTask(), buildTask()];
    const holding = first.hold('x', one.run);
    await settle();
    const waiting = second.hold('x', two.run);
    await clock.advance(10_000);
    expect(two.runs).toBe(1);
    // Awake again: its timers run late, but it knows before they do.
    jest.spyOn(sleeper, 'now').mockReturnValue(clock.now());
    expect(one.held?.isHeld()).toBe(false);
    await sleeper.advance(2_000);
    expect(one.held?.lost.aborted).toBe(true);
    one.end();
    await holding;
    expect(store.leases.get('x')?.owner).toBe('awake');
    two.end();
    await waiting;
  });

  it('stops waiting when told', async () => {
    const { clock, first, second } = buildTabs();
    const one = buildTask();
    void first.hold('x', one.run);
    await settle();
    const stop = new AbortController();
    const waiting = second.hold('x', async () => undefined, stop.signal);
    await settle();
    stop.abort();
    await expect(waiting).rejects.toThrow();
    one.end();
    await settle();
    expect(clock.pendingCount).toBe(0);
  });

  it('is not held up by a lease from a clock that was a day ahead', async () => {
    const store = createMemoryLeases();
    const { clock, first } = buildTabs(store);
    store.leases.set('x', { name: 'x', owner: 'gone', until: clock.now() + 86_400_000 });
    await expect(first.hold('x', async () => 'in')).resolves.toBe('in');
  });

  it('lets everybody in where nothing can be stored', async () => {
    const broken = async () => {
      throw new Error('no database');
    };
    const { first } = buildTabs({ claim: broken, release: broken });
    await expect(first.hold('x', async () => 'in')).resolves.toBe('in');
  });
});

describe(createIndexedDbLeases.name, () => {
  it('gives a lease to one of two that ask at once', async () => {
    const store = createIndexedDbLeases('lease-spec');
    const ask = (owner: string) => store.claim({ name: 'x', owner, until: 1 }, (current) => current.owner === owner);
    expect(await Promise.all([ask('a'), ask('b')])).toEqual([true, false]);
    await store.release({ name: 'x', owner: 'b', until: 1 });
    expect(await ask('b')).toBe(false);
    await store.release({ name: 'x', owner: 'a', until: 1 });
    expect(await ask('b')).toBe(true);
  });
});
