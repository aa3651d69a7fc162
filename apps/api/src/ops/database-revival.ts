import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, ConnectionStates } from 'mongoose';
import { log } from '../common/log';

const LOOK_MS = 5_000;
/** Three looks in a row: the driver itself is back within a second of a database that is. */
const LOOKS_UNTIL_LOST = 3;

/**
 * Begins the connection anew when the driver does not find the database again by itself. In a run of `test:chaos` the database was
 * killed twice within a second, came back, and one of two processes took it for gone until it was started again: the driver had
 * stopped looking. Why is not known, so the cure asks no reason. It does no harm when the database is really away.
 */
@Injectable()
export class DatabaseRevival implements OnApplicationBootstrap, OnModuleDestroy {
  private looks = 0;
  private isReviving = false;
  private isStopped = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(@InjectConnection() private readonly connection: Connection) {}

  onApplicationBootstrap(): void {
    // Counts looks and not time: a machine that was asleep has not lost its database for hours.
    this.timer = setInterval(() => void this.look(), LOOK_MS).unref();
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    clearInterval(this.timer);
  }

  /** Never rejects. What was on its way to the database fails as it does when that is away. */
  async look(): Promise<void> {
    if (this.isReviving) return;
    this.looks = this.connection.readyState === ConnectionStates.connected ? 0 : this.looks + 1;
    if (this.looks < LOOKS_UNTIL_LOST) return;
    this.isReviving = true;
    log.warn({ looks: this.looks }, 'the database is away for long: connecting anew');
    try {
      const client = this.connection.getClient();
      await client.close();
      if (!this.isStopped) await client.connect();
      this.looks = 0;
    } catch (err) {
      // The next look tries again.
      log.warn({ err }, 'the database is still away');
    } finally {
      this.isReviving = false;
    }
  }
}
