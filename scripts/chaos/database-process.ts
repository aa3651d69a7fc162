import { cp, rm } from 'node:fs/promises';
import { type EmbeddedMongo, startEmbeddedMongo } from '@app/embedded-mongo';
import { type Db, MongoClient } from 'mongodb';

/** The database of a run: killed and started again at one address, with the product's own server in it. */
export interface DatabaseProcess {
  readonly port: number;
  /** Past every proxy. */
  readonly db: Db;
  /** As `kill -9`, and up again. Answers how long that took, in ms. */
  crash(): Promise<number>;
  /** Until `heal`, commands that write find the disk full. */
  fill(): Promise<void>;
  heal(): Promise<void>;
  /** Stops, keeps a copy of everything, and goes on. */
  backup(): Promise<void>;
  /** Stops, puts the copy in place, and goes on with it. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

const OUT_OF_DISK_SPACE = 14031;
const WRITES = ['insert', 'update', 'delete', 'findAndModify', 'bulkWrite'];

export async function startDatabase(dir: string, port: number): Promise<DatabaseProcess> {
  let onExit = () => {};
  const start = () => startEmbeddedMongo({ dir, port, testCommands: true, onExit: () => onExit() });
  let mongo: EmbeddedMongo = await start();
  const client = new MongoClient(mongo.uri);
  const failPoint = (mode: unknown, data = {}) =>
    client.db('admin').command({ configureFailPoint: 'failCommand', mode, data });
  const replace = async (from: string, to: string) => {
    onExit = () => {};
    await mongo.stop();
    await rm(to, { recursive: true, force: true });
    await cp(from, to, { recursive: true });
    mongo = await start();
  };
  const copy = `${dir}-copy`;
  return {
    port,
    db: client.db('parley'),
    async crash() {
      const at = Date.now();
      const gone = new Promise<void>((resolve) => {
        onExit = resolve;
      });
      mongo.kill();
      await gone;
      mongo = await start();
      return Date.now() - at;
    },
    fill: async () => void (await failPoint('alwaysOn', { failCommands: WRITES, errorCode: OUT_OF_DISK_SPACE })),
    heal: async () => void (await failPoint('off')),
    backup: () => replace(dir, copy),
    restore: () => replace(copy, dir),
    async close() {
      await client.close();
      await mongo.stop();
    },
  };
}
