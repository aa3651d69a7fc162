import type { Redis } from 'ioredis';
import { log } from '../common/log';
import { metrics } from '../ops/metrics';

/** What may wait for a Redis that is away: about half a minute of a busy process. */
const WAITING_MAX = 20_000;

/**
 * What the Socket.IO adapter and the bus publish through. Never waits: the adapter delivers to this process's own sockets only after
 * its publish, and those must not stand still while Redis is away. Bounded: what is above that is dropped and counted, and
 * clients fill the gap from the database.
 */
export class BoundedPublisher {
  private waiting = 0;

  constructor(readonly client: Redis) {}

  spublish(channel: string, message: string | Buffer): Promise<number> {
    if (this.waiting >= WAITING_MAX) {
      metrics.clusterDropped.inc();
      return Promise.resolve(0);
    }
    this.waiting++;
    this.client
      .spublish(channel, message)
      .catch((err: unknown) => {
        metrics.clusterDropped.inc();
        log.debug({ err }, 'not published');
      })
      .finally(() => {
        this.waiting--;
      });
    return Promise.resolve(0);
  }

  /** How the adapter asks for the number of processes. */
  send_command(name: string, args: string[], done: (error: Error | null, answer?: unknown) => void): void {
    this.client.call(name, ...args).then(
      (answer) => done(null, answer),
      (error: Error) => done(error),
    );
  }
}

/**
 * What the Socket.IO adapter subscribes through: it does not wait for its subscriptions, so that their failure, when the connection
 * ends, would be nobody's. The client below subscribes again by itself whenever it has a connection.
 */
export class OwnedSubscriber {
  constructor(readonly client: Redis) {}

  on(event: string, listener: (...args: unknown[]) => void): void {
    this.client.on(event, listener);
  }

  ssubscribe(channel: string): void {
    this.client.ssubscribe(channel).catch((err: unknown) => log.debug({ err }, 'not subscribed'));
  }

  sunsubscribe(channel: string): void {
    this.client.sunsubscribe(channel).catch((err: unknown) => log.debug({ err }, 'not unsubscribed'));
  }
}
