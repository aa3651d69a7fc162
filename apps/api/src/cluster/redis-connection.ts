import { Redis, type RedisOptions } from 'ioredis';
import { log } from '../common/log';

const RETRY_MAX_MS = 2_000;

/** What each connection does while Redis is away. */
const BEHAVIOUR: Record<'commands' | 'publisher' | 'subscriber', RedisOptions> = {
  // Somebody waits for the answer, and has another way when there is none.
  commands: { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 1_000, enableAutoPipelining: true },
  // What could not be said is said late: receivers know a fact by its rev.
  publisher: { maxRetriesPerRequest: null },
  // Subscribes again by itself.
  subscriber: { maxRetriesPerRequest: null },
};

/** Connects for ever; the API starts and serves without Redis. */
export function connect(url: string, use: keyof typeof BEHAVIOUR): Redis {
  const client = new Redis(url, {
    ...BEHAVIOUR[use],
    connectionName: `parley-${use}`,
    connectTimeout: 3_000,
    keepAlive: 5_000,
    // A connection that died without a word is noticed.
    socketTimeout: use === 'commands' ? 5_000 : undefined,
    retryStrategy: (attempt) => Math.min(attempt * 100, RETRY_MAX_MS) * (0.5 + Math.random() / 2),
  });
  let isDown = false;
  client.on('error', (err: Error) => {
    // One line an outage, not one an attempt.
    if (!isDown) log.warn({ err, use }, 'Redis is away');
    isDown = true;
  });
  client.on('ready', () => {
    if (isDown) log.info({ use }, 'Redis is back');
    isDown = false;
  });
  return client;
}
