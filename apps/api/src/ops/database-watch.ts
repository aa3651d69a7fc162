import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { metrics } from './metrics';

/** Times of database commands, by the driver's own clock. */
@Injectable()
export class DatabaseWatch implements OnApplicationBootstrap {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  onApplicationBootstrap(): void {
    const client = this.connection.getClient();
    const observe = (outcome: string) => (event: { commandName: string; duration: number }) => {
      metrics.databaseCommands.observe({ command: event.commandName, outcome }, event.duration / 1_000);
    };
    client.on('commandSucceeded', observe('ok'));
    client.on('commandFailed', observe('failed'));
  }
}
