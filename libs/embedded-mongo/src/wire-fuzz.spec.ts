import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { deserialize, serialize } from 'bson';
import fc from 'fast-check';
import { openTestDatabase, type TestDatabase } from './testing/database';
import { maxMessageSize } from './wire';

const opCodes = { reply: 1, update: 2001, insert: 2002, query: 2004, getMore: 2005, compressed: 2012, msg: 2013 };

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value | 0);
  return bytes;
};

/** A frame with a header of its own choice; the length tells the truth unless told otherwise. */
function frame(opCode: number, payload: Buffer, length = 16 + payload.length): Buffer {
  return Buffer.concat([int32(length), int32(7), int32(0), int32(opCode), payload]);
}

const msg = (sections: Buffer[], flags = 0) => frame(opCodes.msg, Buffer.concat([int32(flags), ...sections]));
const body = (doc: object) => Buffer.concat([Buffer.from([0]), serialize(doc)]);

function sequence(name: string, docs: object[], lie = 0): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...docs.map((doc) => serialize(doc))]);
  return Buffer.concat([Buffer.from([1]), int32(content.length + 4 + lie), content]);
}

/** A document in a document in a document, written by hand. */
function nested(levels: number): Buffer {
  const size = (level: number) => 5 + 8 * level;
  const opening = Array.from({ length: levels }, (_, at) =>
    Buffer.concat([int32(size(levels - at)), Buffer.from([3, 0x61, 0])]),
  );
  return Buffer.concat([...opening, int32(5), Buffer.alloc(levels + 1)]);
}

/** `{find: 'x', filter: <bytes>, $db: 'test'}` around bytes that need not be a document. */
function findWith(filter: Buffer): Buffer {
  const fields = [serialize({ find: 'x' }).subarray(4, -1), Buffer.from('\x03filter\0'), filter];
  const content = Buffer.concat([...fields, serialize({ $db: 'test' }).subarray(4, -1), Buffer.from([0])]);
  return Buffer.concat([Buffer.from([0]), int32(content.length + 4), content]);
}

describe('malformed frames', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
    await database.db.collection<{ _id: number }>('rows').insertMany([{ _id: 1 }, { _id: 2 }]);
  });

  afterAll(() => database.close());

  async function open(): Promise<Socket> {
    const socket = connect(Number(new URL(database.mongo.uri).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  /** Sends bytes and what would be another command, ends, and returns the answers. */
  async function exchange(...chunks: Buffer[]): Promise<Buffer> {
    const socket = await open();
    const received: Buffer[] = [];
    socket.on('data', (chunk) => received.push(chunk));
    for (const chunk of chunks) socket.write(chunk);
    socket.end();
    // Not `once`, which a reset would reject: bytes that nobody read make the server's close a reset.
    if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
    return Buffer.concat(received);
  }

  /** The first answer, or that there was none. */
  async function answerTo(...chunks: Buffer[]) {
    const socket = await open();
    for (const chunk of chunks) socket.write(chunk);
    let reply = Buffer.alloc(0);
    try {
      for await (const chunk of socket) {
        reply = Buffer.concat([reply, chunk]);
        if (reply.length >= 4 && reply.length >= reply.readInt32LE(0)) break;
      }
    } catch (error) {
      // Bytes that nobody read make the server's close a reset.
      if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
    }
    return reply.length === 0 ? 'closed' : deserialize(reply.subarray(21, reply.readInt32LE(0)));
  }

  /** Another connection is served, and nothing was written. */
  async function expectUnharmed(): Promise<void> {
    expect(await database.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
    expect(await database.db.collection('rows').distinct('_id')).toEqual([1, 2]);
    expect(await database.db.listCollections({}, { nameOnly: true }).toArray()).toHaveLength(1);
  }

  const write = { insert: 'fuzz', $db: 'test' };
  const doc = serialize({ a: 1 });
  const longer = Buffer.from(doc);
  longer.writeInt32LE(doc.length + 20, 0);

  const closing: [string, Buffer][] = [
    ['a negative length', frame(opCodes.msg, Buffer.alloc(20), -1)],
    ['a length of 48 MB and one byte', frame(opCodes.msg, Buffer.alloc(20), maxMessageSize + 1)],
    ['a length shorter than its header', frame(opCodes.msg, Buffer.alloc(20), 15)],
    ['a length that cuts its body', frame(opCodes.msg, Buffer.concat([int32(0), body({ ping: 1 })]), 30)],
    ['a frame that is only a header', frame(opCodes.msg, Buffer.alloc(0))],
    ['a body longer than its frame', msg([Buffer.from([0]), longer])],
    ['a body of negative length', msg([Buffer.from([0]), int32(-5), Buffer.alloc(10)])],
    ['two bodies', msg([body({ ping: 1, $db: 'test' }), body({ ping: 1, $db: 'test' })])],
    ['a sequence without a body', msg([sequence('documents', [{}])])],
    ['a sequence that ends behind its frame', msg([body(write), sequence('documents', [{}], 50)])],
    ['a sequence that ends inside a document', msg([body(write), sequence('documents', [{ a: 1 }, { b: 1 }], -3)])],
    ['a sequence of negative length', msg([body(write), Buffer.from([1]), int32(-9)])],
    ['a sequence whose name does not end', msg([body(write), Buffer.from([1]), int32(8), Buffer.from('name')])],
    ['a checksum flag and no room for one', frame(opCodes.msg, Buffer.concat([int32(1), Buffer.from([0, 0])]))],
    ['OP_COMPRESSED', frame(opCodes.compressed, Buffer.concat([int32(2013), int32(99), Buffer.from([1]), doc]))],
    ['OP_INSERT', frame(opCodes.insert, Buffer.concat([int32(0), Buffer.from('test.fuzz\0'), doc]))],
    ['OP_REPLY', frame(opCodes.reply, Buffer.alloc(40))],
    [
      'OP_QUERY of a collection',
      frame(opCodes.query, Buffer.concat([int32(0), Buffer.from('test.rows\0'), Buffer.alloc(8), doc])),
    ],
    [
      'OP_QUERY whose namespace does not end',
      frame(opCodes.query, Buffer.concat([int32(0), Buffer.from('admin.$cmd')])),
    ],
    [
      'OP_QUERY without a document',
      frame(opCodes.query, Buffer.concat([int32(0), Buffer.from('admin.$cmd\0'), Buffer.alloc(8)])),
    ],
    ['an unknown flag that must be understood', msg([body({ ping: 1, $db: 'test' })], 1 << 5)],
  ];
  it.each(closing)('close the connection: %s', async (_, bytes) => {
    expect(await answerTo(bytes, msg([body({ ...write, documents: [{}] })]))).toBe('closed');
    await expectUnharmed();
  });

  const inside: [string, Buffer][] = [
    ['10,000 levels of documents', findWith(nested(10_000))],
    [
      'a string that says it is longer than its document',
      findWith(Buffer.concat([int32(17), Buffer.from('\x02a\0'), int32(0x7fffffff), Buffer.alloc(6)])),
    ],
    [
      'a string of negative length',
      findWith(Buffer.concat([int32(17), Buffer.from('\x02a\0'), int32(-1), Buffer.alloc(6)])),
    ],
    [
      'binary data that say they are longer',
      findWith(Buffer.concat([int32(17), Buffer.from('\x05a\0'), int32(500), Buffer.alloc(6)])),
    ],
    [
      'an inner document longer than the outer one',
      findWith(Buffer.concat([int32(13), Buffer.from('\x03a\0'), int32(4000), Buffer.alloc(2)])),
    ],
    ['an element of no known type', findWith(Buffer.concat([int32(10), Buffer.from([0x55, 0x61, 0, 0, 0, 0])]))],
    [
      'a field name that does not end',
      findWith(Buffer.concat([int32(9), Buffer.from('\x10abc'), Buffer.from([0x61])])),
    ],
    [
      'text that is no UTF-8',
      findWith(Buffer.concat([int32(15), Buffer.from('\x02a\0'), int32(3), Buffer.from([0xff, 0xc3, 0, 0])])),
    ],
  ];
  it.each(inside)('refuse or close: %s', async (_, bytes) => {
    const answer = await answerTo(msg([bytes]));
    if (answer !== 'closed') expect(answer).toMatchObject({ ok: 0, code: expect.any(Number) });
    await expectUnharmed();
  });

  it('take sections in any order, and slices of one byte', async () => {
    const command = msg([sequence('documents', [{ _id: 1 }]), body({ insert: 'rows', $db: 'test' })]);
    const answer = await answerTo(...Array.from(command, (byte) => Buffer.from([byte])));
    expect(answer).toMatchObject({ ok: 1, n: 0, writeErrors: [{ code: 11000 }] });
  });

  it('refuse a sequence that is named twice or also a field of the body', async () => {
    const twice = msg([body(write), sequence('documents', [{ a: 1 }]), sequence('documents', [{ a: 2 }])]);
    const overlapping = msg([body({ ...write, documents: [{ a: 1 }] }), sequence('documents', [{ a: 2 }])]);
    for (const bytes of [twice, overlapping]) {
      expect(await answerTo(bytes)).toBe('closed');
      await expectUnharmed();
    }
  });

  it('do not answer a request that says moreToCome, but the next one', async () => {
    const answer = await answerTo(msg([body({ ping: 1, $db: 'test' })], 2), msg([body({ buildInfo: 1, $db: 'test' })]));
    expect(answer).toMatchObject({ ok: 1, version: '7.0.0' });
  });

  it('are survived whatever they are', async () => {
    const sound = [
      msg([body({ find: 'rows', filter: { a: { $in: [1, 'b', null] } }, $db: 'test' })]),
      msg([body({ ...write, ordered: true }), sequence('documents', [{ a: [1, 2] }])], 1),
      frame(
        opCodes.query,
        Buffer.concat([int32(0), Buffer.from('admin.$cmd\0'), Buffer.alloc(8), serialize({ isMaster: 1 })]),
      ),
    ];
    const broken = fc.constantFrom(...sound).chain((valid) =>
      fc
        .record({
          changes: fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }),
          end: fc.oneof({ weight: 3, arbitrary: fc.constant(valid.length) }, fc.nat(valid.length)),
        })
        .map(({ changes, end }) => {
          const bytes = Buffer.from(valid);
          for (const [at, byte] of changes) bytes[at] = byte;
          return bytes.subarray(0, end);
        }),
    );
    const anything = fc.oneof({ weight: 3, arbitrary: broken }, fc.uint8Array({ maxLength: 300 }).map(Buffer.from));
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        await exchange(bytes);
      }),
      { numRuns: 300 },
    );
    expect(await database.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
    expect((await database.db.command({ validate: 'rows' })).valid).toBe(true);
    await database.db.collection('fuzz').drop();
  });

  const memory = async () => (await database.db.command({ serverStatus: 1 })).mem.resident as number;

  it('cost no memory for answers that are not read, and the server still stops', async () => {
    const slow = await openTestDatabase();
    await slow.db.collection<{ _id: number; text: string }>('rows').insertOne({ _id: 1, text: 'x'.repeat(1_000_000) });
    const before = (await slow.db.command({ serverStatus: 1 })).mem.resident as number;
    const socket = connect(Number(new URL(slow.mongo.uri).port), '127.0.0.1');
    socket.pause();
    const finds = Array.from({ length: 2000 }, () => msg([body({ find: 'rows', $db: 'test' })]));
    socket.write(Buffer.concat(finds));
    // What comes after it on other connections is answered long after the first of these.
    for (let times = 0; times < 200; times += 1) await slow.db.command({ ping: 1 });
    expect(((await slow.db.command({ serverStatus: 1 })).mem.resident as number) - before).toBeLessThan(150);
    await slow.close();
    socket.destroy();
  });

  it('cost no memory before they are sent, and none after a thousand connections', async () => {
    const before = await memory();
    const announced = frame(opCodes.msg, Buffer.alloc(2000), maxMessageSize);
    const sockets = await Promise.all(Array.from({ length: 50 }, open));
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.write(announced, resolve))));
    expect((await memory()) - before).toBeLessThan(100);
    for (const socket of sockets) socket.destroy();
    for (let round = 0; round < 20; round += 1) {
      const many = await Promise.all(Array.from({ length: 50 }, open));
      for (const socket of many) socket.destroy();
    }
    expect((await memory()) - before).toBeLessThan(100);
    await expectUnharmed();
  });
});
