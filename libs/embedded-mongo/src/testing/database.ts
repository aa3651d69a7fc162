import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { type EmbeddedMongo, type EmbeddedMongoOptions, startEmbeddedMongo } from '../index';

export interface TestDatabase {
  mongo: EmbeddedMongo;
  client: MongoClient;
  db: Db;
  dir: string;
  close(): Promise<void>;
}

export const temporaryDir = (): string => mkdtempSync(join(tmpdir(), 'embedded-mongo-'));

/** A server of its own on a temporary directory, and a plain driver connected to it. */
export async function openTestDatabase(options: Partial<EmbeddedMongoOptions> = {}): Promise<TestDatabase> {
  const dir = options.dir ?? temporaryDir();
  const mongo = await startEmbeddedMongo({ ...options, dir });
  const client = await MongoClient.connect(mongo.uri, { promoteLongs: true });
  const database: TestDatabase = {
    mongo,
    client,
    dir,
    db: client.db('test'),
    // Of the database as it is then: a test may have started the server anew.
    close: async () => {
      await database.client.close();
      await database.mongo.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return database;
}
