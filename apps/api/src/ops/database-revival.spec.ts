import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedMongo, startEmbeddedMongo } from '@app/embedded-mongo';
import { type Connection, ConnectionStates, createConnection, type Model, Schema } from 'mongoose';
import { DatabaseRevival } from './database-revival';

/** The part of the driver that looks whether its server is there; it has no public way to stop. */
interface Looker {
  monitorId: { stop(): void; wake(): void };
}

describe(DatabaseRevival.name, () => {
  let dir: string;
  let mongo: EmbeddedMongo;
  let port: number;
  let connection: Connection;
  let things: Model<{ name: string }>;
  let revival: DatabaseRevival;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-revival-'));
    mongo = await startEmbeddedMongo({ dir });
    port = Number(/:(\d+)\//.exec(mongo.uri)?.[1]);
    const options = { serverSelectionTimeoutMS: 500, heartbeatFrequencyMS: 500, bufferCommands: false };
    connection = await createConnection(mongo.uri, options).asPromise();
    things = connection.model('Thing', new Schema<{ name: string }>({ name: String }));
    revival = new DatabaseRevival(connection);
  });

  afterEach(async () => {
    revival.onModuleDestroy();
    await connection.close();
    await mongo.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const write = () => things.create({ name: 'one' });

  async function endDatabase(): Promise<void> {
    const noticed = new Promise((resolve) => connection.once('disconnected', resolve));
    await mongo.stop();
    await noticed;
  }

  async function restart(): Promise<void> {
    mongo = await startEmbeddedMongo({ dir, port });
  }

  /** What was seen once and is not understood: the driver looks no more. */
  function stopLooking(): void {
    const client = connection.getClient() as unknown as {
      topology: { s: { servers: Map<string, { monitor: Looker }> } };
    };
    for (const { monitor } of client.topology.s.servers.values()) {
      monitor.monitorId.stop();
      monitor.monitorId.wake = () => undefined;
    }
  }

  it('finds a database again that the driver no longer looks for', async () => {
    await endDatabase();
    stopLooking();
    await restart();
    await expect(write()).rejects.toThrow();
    await revival.look();
    await revival.look();
    expect(connection.readyState).toBe(ConnectionStates.disconnected);
    await revival.look();
    await expect(write()).resolves.toMatchObject({ name: 'one' });
  });

  it('tries again for as long as the database is away, and lets nothing through to the caller', async () => {
    await endDatabase();
    for (let looks = 0; looks < 4; looks++) await revival.look();
    await restart();
    await revival.look();
    await expect(write()).resolves.toMatchObject({ name: 'one' });
  });

  it('leaves a connection alone that works, and one that is away for a moment', async () => {
    const closed = jest.spyOn(connection.getClient(), 'close');
    for (let looks = 0; looks < 4; looks++) await revival.look();
    await endDatabase();
    for (let looks = 0; looks < 2; looks++) await revival.look();
    const back = new Promise((resolve) => connection.once('reconnected', resolve));
    await restart();
    await expect(write()).resolves.toMatchObject({ name: 'one' });
    await back;
    for (let looks = 0; looks < 2; looks++) await revival.look();
    expect(closed).not.toHaveBeenCalled();
    closed.mockRestore();
  });
});
