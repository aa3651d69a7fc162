import type { Environment } from '../core/environment';
import { createParley } from '../create-parley';
import { createMemoryStorage } from '../outbox/memory-storage';
import type { Parley, ParleyOptions } from '../parley';
import { buildMe } from './build';
import { FakeClock } from './fake-clock';
import { FakeNetwork } from './fake-network';
import { FakeServer } from './fake-server';

export interface World {
  parley: Parley;
  server: FakeServer;
  network: FakeNetwork;
  clock: FakeClock;
  signals: { isOnline: boolean; isVisible: boolean; change(): void; input(): void };
}

/** One client (Ana) and a server with her chat `c1` with Ben, on a fake network and a fake clock. Tabs share a `server`. */
export function buildWorld(
  options: Partial<ParleyOptions> = {},
  environment: Partial<Environment> = {},
  server = buildServer(),
): World {
  const network = new FakeNetwork(server);
  const clock = new FakeClock();
  const listeners = new Set<() => void>();
  const inputs = new Set<() => void>();
  const call = (set: Set<() => void>) => () => {
    for (const listener of set) listener();
  };
  const signals = { isOnline: true, isVisible: true, change: call(listeners), input: call(inputs) };
  const listen = (set: Set<() => void>) => (listener: () => void) => {
    set.add(listener);
    return () => set.delete(listener);
  };
  let ids = 0;
  const parley = createParley({
    me: buildMe(),
    storage: createMemoryStorage(),
    ...options,
    environment: {
      clock,
      transport: network.transport,
      fetch: network.fetch,
      random: () => 0.5,
      uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
      signals: {
        isOnline: () => signals.isOnline,
        isVisible: () => signals.isVisible,
        onChange: listen(listeners),
        onInput: listen(inputs),
      },
      locks: { hold: (_name, task) => task() },
      openChannel: () => ({ post: () => undefined, close: () => undefined }),
      ...environment,
    },
  });
  return { parley, server, network, clock, signals };
}

function buildServer(): FakeServer {
  const server = new FakeServer();
  server.addChat();
  return server;
}
