import type { Environment } from '../core/environment';
import { createLeaseLocks, type Lease } from '../core/lease-locks';
import { createMemoryStorage } from '../outbox/memory-storage';
import { buildWorld, type World } from '../testing/build-world';
import { buildFakeBrowser } from '../testing/fake-browser';
import { settle } from '../testing/fake-clock';

const sends = ({ network }: World) => network.commands.filter(({ command }) => command === 'sendMessage');
const isLeader = ({ parley }: World) => parley.leader.getState().isLeader;

/** A channel and locks that all tabs share. */
function buildBrowser(locks: 'web' | 'leases') {
  const listeners = new Map<object, (message: never) => void>();
  const leases = new Map<string, Lease>();
  let queue: Promise<unknown> = Promise.resolve();
  let ids = 0;
  const storage = createMemoryStorage();
  const openChannel: Environment['openChannel'] = (_name, listener) => {
    const self = {};
    listeners.set(self, listener as (message: never) => void);
    return {
      post: (message) => {
        for (const [other, hear] of listeners) if (other !== self) hear(structuredClone(message) as never);
      },
      close: () => listeners.delete(self),
    };
  };
  const webLocks: Environment['locks'] = {
    hold: (name, task, signal) => {
      if (!name.startsWith('parley-leader')) return task();
      const result = queue.then(() => {
        signal?.throwIfAborted();
        return task();
      });
      queue = result.catch(() => undefined);
      return result;
    },
  };
  const store = {
    claim: async (lease: Lease, isFree: (current: Lease) => boolean) => {
      const current = leases.get(lease.name);
      if (current && !isFree(current)) return false;
      leases.set(lease.name, lease);
      return true;
    },
    release: async ({ name, owner }: Lease) => {
      if (leases.get(name)?.owner === owner) leases.delete(name);
    },
  };
  const openTab = (): World => {
    let world: World | null = null;
    const clock = {
      now: () => world?.clock.now() ?? 0,
      after: (ms: number, task: () => void) => world?.clock.after(ms, task) ?? (() => {}),
    };
    const leaseLocks = createLeaseLocks(clock, () => `tab-${++ids}`, store);
    world = buildWorld({ storage }, { openChannel, locks: locks === 'web' ? webLocks : leaseLocks });
    return world;
  };
  return { openTab, storage };
}

describe.each(['web', 'leases'] as const)('the leader, by %s locks', (locks) => {
  it('is one tab; it alone sends, what another tab queued too; when it closes another one takes over', async () => {
    const browser = buildBrowser(locks);
    const [first, second] = [browser.openTab(), browser.openTab()];
    first.parley.start();
    await settle();
    second.parley.start();
    await settle();
    expect([isLeader(first), isLeader(second)]).toEqual([true, false]);
    second.parley.messages('c1').send('one');
    await settle();
    expect([sends(first).length, sends(second).length]).toEqual([1, 0]);
    expect(second.parley.outbox.getState().items).toEqual([]);

    first.network.isAuto = false;
    second.parley.messages('c1').send('two');
    await settle();
    await first.parley.stop();
    await second.clock.advance(3_000);
    expect([isLeader(first), isLeader(second)]).toEqual([false, true]);
    expect(sends(second).map(({ input }) => (input as { text: string }).text)).toEqual(['two']);
    expect(await browser.storage.load('ana')).toEqual([]);
    await second.parley.stop();
    await settle();
  });

  it('hands an acknowledged message to the other tabs with the news that it left the outbox', async () => {
    const browser = buildBrowser(locks);
    const [first, second] = [browser.openTab(), browser.openTab()];
    for (const { parley } of [first, second]) {
      parley.start();
      await settle();
      parley.messages('c1').open();
      await settle();
    }
    const { clientMsgId } = second.parley.messages('c1').send('hello');
    const shown: number[] = [];
    const stop = second.parley
      .messages('c1')
      .subscribe(({ items, pending }) => shown.push(items.length + pending.length));
    await settle();
    stop();
    // The second tab's own server never heard of it: what it shows, it has from the first.
    expect(second.parley.messages('c1').getState().items).toMatchObject([{ clientMsgId }]);
    expect(new Set(shown)).toEqual(new Set([1]));
    await Promise.all([first.parley.stop(), second.parley.stop()]);
    await settle();
  });
});

describe('a leader that is hidden', () => {
  it('lets the tab in front lead, but first sends what it began to send', async () => {
    const browser = buildFakeBrowser();
    const storage = createMemoryStorage();
    const back = buildWorld({ storage }, browser);
    const front = buildWorld({ storage }, browser, back.server);
    for (const { parley } of [back, front]) {
      parley.start();
      await settle();
    }
    expect([isLeader(back), isLeader(front)]).toEqual([true, false]);
    back.network.isAuto = false;
    back.parley.messages('c1').send('hello');
    await settle();
    back.signals.isVisible = false;
    back.signals.change();
    await settle();
    expect(isLeader(back)).toBe(true);
    back.network.isAuto = true;
    while (back.network.deliver()) await settle();
    await settle();
    expect([isLeader(back), isLeader(front)]).toEqual([false, true]);
    expect([sends(back).length, sends(front).length]).toEqual([1, 0]);
    await front.parley.stop();
    await settle();
    expect(isLeader(back)).toBe(true);
    await back.parley.stop();
  });

  it('leads on when it is alone', async () => {
    const { parley, signals } = buildWorld({}, buildFakeBrowser());
    parley.start();
    await settle();
    const changes = jest.fn();
    parley.leader.subscribe(changes);
    signals.isVisible = false;
    signals.change();
    for (let round = 0; round < 5; round++) await settle();
    expect(parley.leader.getState().isLeader).toBe(true);
    // Let go once and taken back once, not in circles.
    expect(changes).toHaveBeenCalledTimes(2);
    await parley.stop();
  });
});

describe('a leader that slept', () => {
  it('does not send although it was not told yet that it lost the lead', async () => {
    const browser = buildBrowser('leases');
    const sleeper = browser.openTab();
    sleeper.parley.start();
    await settle();
    const now = sleeper.clock.now();
    jest.spyOn(sleeper.clock, 'now').mockReturnValue(now + 60_000);
    sleeper.parley.messages('c1').send('hello');
    await settle();
    expect(isLeader(sleeper)).toBe(true);
    expect(sends(sleeper)).toHaveLength(0);
    await sleeper.parley.stop();
  });
});
