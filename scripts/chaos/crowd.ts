import { ParleyError } from '@app/client';
import type { SessionDto } from '@app/contracts';
import { createConnection } from '../../libs/client/src/connection/connection';
import { createSocketIoTransport } from '../../libs/client/src/connection/socket-io-transport';
import type { Transport } from '../../libs/client/src/connection/transport';
import { createEnvironment } from '../../libs/client/src/core/create-environment';
import type { World } from './world';

/** Nobody may have more than ten sockets. */
const SOCKETS_EACH = 10;
/** Each account costs a password's hash. */
const ACCOUNTS_AT_ONCE = 4;

/** Sockets that come back as the library's do, with nothing behind them: a thousand fit into one process. */
export interface Crowd {
  /** How many are connected now. */
  count(): number;
  /** How many were told that their server is about to stop, and to spread their return. */
  hinted(): number;
  /** When each was back last; ms since 1970, ascending. */
  backAt(): number[];
  stop(): void;
}

export async function openCrowd(world: World, url: string, size: number): Promise<Crowd> {
  const people: SessionDto[] = [];
  while (people.length * SOCKETS_EACH < size) {
    const batch = Array.from({ length: ACCOUNTS_AT_ONCE }, (_, index) =>
      world.stranger(`Crowd${people.length + index}`),
    );
    people.push(...(await Promise.all(batch)));
  }
  const hinted = new Set<number>();
  const backAt = new Map<number, number>();
  const all = Array.from({ length: size }, (_, index) =>
    connect(url, people[Math.floor(index / SOCKETS_EACH)] as SessionDto, {
      ready: () => backAt.set(index, Date.now()),
      hinted: () => hinted.add(index),
    }),
  );
  return {
    count: () => all.filter((connection) => connection.isReady()).length,
    hinted: () => hinted.size,
    backAt: () => [...backAt.values()].sort((a, b) => a - b),
    stop() {
      for (const connection of all) connection.stop();
    },
  };
}

function connect(url: string, session: SessionDto, on: { ready(): void; hinted(): void }) {
  const auth = { kind: 'token' as const, getToken: async () => session.accessToken };
  const transport = withHint(createSocketIoTransport({ url, auth }), on.hinted);
  const connection = createConnection(createEnvironment({ url, auth }, { transport }));
  // Nor is there REST for it: only who has a socket is back.
  const nothing = () => Promise.reject(new ParleyError({ code: 'NETWORK' }));
  connection.start({
    ready: on.ready,
    fact() {},
    lost() {},
    fallenBack() {},
    renewSession: async () => undefined,
    getSocketToken: auth.getToken,
    requestByRest: nothing,
    poll: nothing,
  });
  return connection;
}

function withHint(inner: Transport, hinted: () => void): Transport {
  return {
    get isConnected() {
      return inner.isConnected;
    },
    listen: (events) =>
      inner.listen({
        ...events,
        fact(fact) {
          if (fact.name === 'serverShutdown' && fact.data.reconnectWithinMs > 0) hinted();
          events.fact(fact);
        },
      }),
    connect: () => inner.connect(),
    disconnect: () => inner.disconnect(),
    request: (command, input, timeoutMs) => inner.request(command, input, timeoutMs),
  };
}
