import { createSocketIoTransport } from '../connection/socket-io-transport';
import type { Auth } from '../rest/rest';
import { systemClock } from './clock';
import type { Environment } from './environment';
import { hostLocks, hostSignals, openHostChannel, uuid } from './host';

/** The real world, except for what is given. */
export function createEnvironment(server: { url: string; auth: Auth }, given: Partial<Environment> = {}): Environment {
  return {
    clock: systemClock,
    random: Math.random,
    uuid,
    // Called through a closure: browsers refuse `fetch` with a foreign `this`.
    fetch: (input, init) => fetch(input, init),
    transport: given.transport ?? createSocketIoTransport(server),
    signals: hostSignals,
    locks: hostLocks,
    openChannel: openHostChannel,
    ...given,
  };
}
