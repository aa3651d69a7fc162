import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, Model, mongo } from 'mongoose';

/**
 * The start waits until every index stands. The promise rests on unique ones: without them two processes could give two messages the
 * same place. One that cannot be built (data from elsewhere that breaks it) ends the start with its reason.
 */
@Injectable()
export class IndexesReady implements OnModuleInit {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async onModuleInit(): Promise<void> {
    await Promise.all(Object.values(this.connection.models).map(buildIndexes));
  }
}

/** All of a collection in one command: Mongoose itself sends one for each, and on an empty database each waits for the disk. */
async function buildIndexes({ schema, collection }: Model<unknown>): Promise<void> {
  const wanted = schema.indexes().map(([key, options]) => ({ ...options, key }) as mongo.IndexDescription);
  if (wanted.length > 0) await collection.createIndexes(wanted);
}
