import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { deserialize, serialize } from 'bson';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { startEmbeddedMongo } from './index';
import { openTestDatabase, type TestDatabase, temporaryDir } from './testing/database';

/** Sends raw bytes and resolves with what came back before the server closed the connection or the first answer ended. */
async function exchange(uri: string, bytes: Buffer): Promise<Buffer> {
  const socket = connect(Number(new URL(uri).port), '127.0.0.1');
  await once(socket, 'connect');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => undefined);
  socket.end(bytes);
  await once(socket, 'close');
  return Buffer.concat(chunks);
}

function message(sections: Buffer, opCode = 2013, flags = 0): Buffer {
  const head = Buffer.alloc(20);
  head.writeInt32LE(20 + sections.length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(opCode, 12);
  head.writeUInt32LE(flags, 16);
  return Buffer.concat([head, sections]);
}

const body = (doc: object) => Buffer.concat([Buffer.from([0]), serialize(doc)]);

describe('server', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  afterAll(() => database.close());

  const isUp = async () => expect(await database.db.command({ ping: 1 })).toMatchObject({ ok: 1 });

  it('answers OP_MSG to the request that asked', async () => {
    const reply = await exchange(database.mongo.uri, message(body({ ping: 1, $db: 'admin' })));
    expect(reply.readInt32LE(8)).toBe(7);
    expect(reply.readInt32LE(12)).toBe(2013);
  });

  it('takes a checksum without looking at it', async () => {
    const withChecksum = message(Buffer.concat([body({ ping: 1, $db: 'admin' }), Buffer.alloc(4)]), 2013, 1);
    expect((await exchange(database.mongo.uri, withChecksum)).length).toBeGreaterThan(20);
  });

  it.each([
    ['a name that reads like a part of another collection', { find: 'c', $db: 'a.b' }, 73],
    ['no name', { find: 'c' }, 40571],
  ])('refuses a database with %s', async (_, command, code) => {
    const reply = await exchange(database.mongo.uri, message(body(command)));
    expect(deserialize(reply.subarray(21))).toMatchObject({ ok: 0, code });
  });

  it.each([
    ['a length below the header', Buffer.from([5, 0, 0, 0, 0])],
    ['a length beyond the limit', Buffer.from([255, 255, 255, 127, 0])],
    ['an unknown operation', message(body({ ping: 1 }), 2002)],
    ['an unknown required flag', message(body({ ping: 1 }), 2013, 4)],
    ['no body', message(Buffer.alloc(0))],
    ['a document longer than its message', message(Buffer.from([0, 99, 0, 0, 0, 0]))],
    ['a section of no known kind', message(Buffer.from([9, 5, 0, 0, 0, 0]))],
  ])('closes a connection that sends %s, and no other', async (_, bytes) => {
    expect(await exchange(database.mongo.uri, bytes)).toHaveLength(0);
    await isUp();
  });

  it('survives whatever bytes it is sent', async () => {
    const valid = message(body({ find: 'x', filter: { a: { $in: [1, 'b', null] } }, $db: 'test' }));
    const mutated = fc
      .array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
      .map((changes) => {
        const bytes = Buffer.from(valid);
        for (const [at, byte] of changes) bytes[at] = byte;
        return bytes;
      });
    const anything = fc.oneof(
      mutated,
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        await exchange(database.mongo.uri, bytes);
      }),
      { numRuns: 150 },
    );
    await isUp();
  });

  it.each([
    ['an unknown command', { frobnicate: 1 }, 59],
    ['a transaction', { find: 'x', txnNumber: 1, startTransaction: true, autocommit: false }, 20],
    ['an unknown field', { find: 'x', colour: 'red' }, 40415],
    ['an unknown filter operator', { find: 'x', filter: { a: { $frobnicate: 1 } } }, 2],
    ['an unknown stage', { aggregate: 'x', pipeline: [{ $frobnicate: 1 }], cursor: {} }, 40324],
    ['an unknown expression', { aggregate: 'x', pipeline: [{ $set: { a: { $frobnicate: 1 } } }], cursor: {} }, 168],
    ['a change stream', { aggregate: 'x', pipeline: [{ $changeStream: {} }], cursor: {} }, 40324],
    ['a collation', { find: 'x', collation: { locale: 'de' } }, 2],
    ['a text index', { createIndexes: 'x', indexes: [{ key: { a: 'text' }, name: 'a_text' }] }, 67],
    ['a write concern of two nodes', { insert: 'x', documents: [{}], writeConcern: { w: 2 } }, 2],
    ['a capped collection', { create: 'y', capped: true, size: 1000 }, 238],
    ['a cursor that is gone', { getMore: 5, collection: 'x' }, 43],
  ])('refuses %s with the server code', async (_, command, code) => {
    await expect(database.db.command(command)).rejects.toMatchObject({ code });
  });

  it('refuses a directory that another server has, and leaves that one alone', async () => {
    await expect(startEmbeddedMongo({ dir: database.dir })).rejects.toThrow(/in use by the server with process id \d+/);
    await isUp();
  });

  it('listens on a unix socket', async () => {
    const dir = temporaryDir();
    const mongo = await startEmbeddedMongo({ dir, socket: join(dir, 'run', 'db.sock') });
    const client = await MongoClient.connect(mongo.uri);
    expect(await client.db('test').command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
    await mongo.stop();
    rmSync(dir, { recursive: true });
  });

  it('tells its starter when it ends', async () => {
    const dir = temporaryDir();
    const ended = new Promise<number | null>((resolve) => {
      void startEmbeddedMongo({ dir, onExit: resolve }).then((mongo) => mongo.stop());
    });
    expect(await ended).toBe(0);
    rmSync(dir, { recursive: true });
  });

  it('deletes expired documents', async () => {
    const sweeping = await openTestDatabase({ ttlSweepMs: 20 });
    const rows = sweeping.db.collection<{ _id: number; at: unknown }>('rows');
    await rows.createIndex({ at: 1 }, { expireAfterSeconds: 0 });
    const past = new Date(Date.now() - 60_000);
    const future = new Date(Date.now() + 3_600_000);
    await rows.insertMany([
      { _id: 1, at: past },
      { _id: 2, at: future },
      { _id: 3, at: 'no date' },
      { _id: 4, at: [future, past] },
    ]);
    while ((await rows.countDocuments()) > 2) await new Promise(setImmediate);
    expect(await rows.distinct('_id')).toEqual([2, 3]);
    await sweeping.close();
  });
});
