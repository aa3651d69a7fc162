import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { isTracing, traceCall } from '../common/tracing';
import { metrics } from './metrics';

/** Times of database commands, by the driver's own clock; and their part of a trace, when there is one. */
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
    if (isTracing()) traceCommands(client);
  }
}

type Client = ReturnType<Connection['getClient']>;

/** One batch may carry the writes of several commands: it belongs to the trace of the one that began it. */
function traceCommands(client: Client): void {
  const running = new Map<number, ReturnType<typeof traceCall>>();
  client.on('commandStarted', ({ requestId, commandName, command, databaseName }) => {
    const attributes = {
      ...{ 'db.system.name': 'mongodb', 'db.namespace': databaseName, 'db.operation.name': commandName },
      ...(typeof command[commandName] === 'string' && { 'db.collection.name': command[commandName] }),
    };
    running.set(requestId, traceCall(commandName, attributes));
  });
  const end = (outcome: 'ok' | 'failed') => (event: { requestId: number }) => {
    running.get(event.requestId)?.(outcome);
    running.delete(event.requestId);
  };
  client.on('commandSucceeded', end('ok'));
  client.on('commandFailed', end('failed'));
}
