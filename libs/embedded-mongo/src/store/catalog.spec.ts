import type { Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

describe('collections and indexes', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  afterAll(() => database.close());

  it('come into being with the first document and go with drop', async () => {
    const rows = database.db.collection('fleeting');
    await rows.insertOne({ a: 1 });
    expect(await database.db.listCollections({ name: 'fleeting' }).toArray()).toMatchObject([
      { name: 'fleeting', type: 'collection' },
    ]);
    await rows.drop();
    expect(await database.db.listCollections({ name: 'fleeting' }).toArray()).toEqual([]);
    expect(await rows.find().toArray()).toEqual([]);
  });

  it('are listed as they were created', async () => {
    const rows = database.db.collection('listed');
    await rows.createIndex({ a: 1, b: -1 }, { unique: true });
    await rows.createIndex({ at: 1 }, { expireAfterSeconds: 60, name: 'ttl' });
    expect(await rows.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1', unique: true },
      { v: 2, key: { at: 1 }, name: 'ttl', expireAfterSeconds: 60 },
    ]);
    await rows.dropIndex('ttl');
    expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_', 'a_1_b_-1']);
  });

  it('refuse another index under the same name or keys', async () => {
    const rows = database.db.collection('conflicting');
    await rows.createIndex({ a: 1 }, { name: 'x' });
    expect(await rows.createIndex({ a: 1 }, { name: 'x' })).toBe('x');
    await expect(rows.createIndex({ b: 1 }, { name: 'x' })).rejects.toMatchObject({ code: 86 });
    await expect(rows.createIndex({ a: 1 }, { name: 'x', unique: true })).rejects.toMatchObject({ code: 85 });
    await expect(rows.createIndex({ a: 1 }, { name: 'y' })).rejects.toMatchObject({ code: 85 });
    await expect(rows.dropIndex('_id_')).rejects.toMatchObject({ code: 72 });
    await expect(rows.dropIndex('none')).rejects.toMatchObject({ code: 27 });
  });

  it('leave nothing behind when a unique index meets duplicates', async () => {
    const rows = database.db.collection<Document>('duplicates');
    await rows.insertMany([{ a: 1 }, { a: 1 }]);
    await expect(rows.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect(await rows.indexes()).toHaveLength(1);
    await rows.insertOne({ a: 1 });
    expect(await rows.countDocuments({ a: 1 })).toBe(3);
  });

  it('refuse two arrays in one compound index, and only that document', async () => {
    const rows = database.db.collection<Document>('parallel');
    await rows.createIndex({ a: 1, b: 1 });
    await expect(rows.insertOne({ a: [1], b: [2] })).rejects.toMatchObject({ code: 171 });
    await rows.insertOne({ a: [1, 2], b: 3 });
    expect(await rows.countDocuments()).toBe(1);
  });

  it('hold texts longer than a key may be', async () => {
    const rows = database.db.collection<Document>('long');
    await rows.createIndex({ text: 1 }, { unique: true });
    const long = 'x'.repeat(10_000);
    await rows.insertMany([{ text: `${long}a` }, { text: `${long}b` }, { text: 'short' }]);
    await expect(rows.insertOne({ text: `${long}b` })).rejects.toMatchObject({ code: 11000 });
    expect(await rows.countDocuments({ text: `${long}b` })).toBe(1);
    expect(await rows.countDocuments({ text: { $gt: long } })).toBe(2);
    const sorted = await rows.find().sort({ text: -1 }).toArray();
    expect(sorted.map(({ text }) => text.at(-1))).toEqual(['b', 'a', 't']);
  });

  it('survive a restart with their counts and indexes', async () => {
    const first = await openTestDatabase();
    const rows = first.db.collection<Document & { _id: number }>('kept');
    await rows.createIndex({ tags: 1 });
    await rows.insertMany([
      { _id: 1, tags: ['a', 'b'] },
      { _id: 2, tags: ['b'] },
    ]);
    await first.client.close();
    await first.mongo.stop();
    const second = await openTestDatabase({ dir: first.dir });
    const again = second.db.collection('kept');
    expect(await again.estimatedDocumentCount()).toBe(2);
    expect(await again.find({ tags: 'b' }).toArray()).toHaveLength(2);
    const { queryPlanner } = await again.find({ tags: 'b' }).explain('queryPlanner');
    expect(queryPlanner.winningPlan.inputStage).toMatchObject({ indexName: 'tags_1', isMultiKey: true });
    await second.close();
  });

  it('drop a whole database', async () => {
    const other = database.client.db('other');
    await other.collection('a').insertOne({ x: 1 });
    expect((await database.client.db().admin().listDatabases()).databases.map(({ name }) => name)).toContain('other');
    await other.dropDatabase();
    expect(await other.listCollections().toArray()).toEqual([]);
  });

  it('keep a cursor usable while its collection changes', async () => {
    const rows = database.db.collection<Document & { _id: number }>('moving');
    await rows.insertMany(Array.from({ length: 600 }, (_, _id) => ({ _id, n: _id })));
    const cursor = rows.find({ n: { $gte: 0 } }).batchSize(50);
    const seen = new Set<number>();
    for await (const { _id } of cursor) {
      seen.add(_id);
      if (_id === 10) await rows.deleteMany({ _id: { $gte: 500 } });
    }
    expect(seen.size).toBeGreaterThanOrEqual(500);
  });

  it('end a cursor with an error when what it reads is dropped', async () => {
    const rows = database.db.collection<Document & { _id: number }>('dropped');
    await rows.createIndex({ n: 1 });
    await rows.insertMany(Array.from({ length: 600 }, (_, _id) => ({ _id, n: _id })));
    const cursor = rows.find({ n: { $gte: 0 } }).batchSize(10);
    await cursor.next();
    await rows.dropIndex('n_1');
    await expect(cursor.toArray()).rejects.toMatchObject({ code: 175 });
  });

  it('answer queries in full while an index is being built', async () => {
    const rows = database.db.collection<Document & { _id: number }>('building');
    await rows.insertMany(Array.from({ length: 3000 }, (_, _id) => ({ _id, n: _id % 3 })));
    let isBuilt = false;
    const build = rows.createIndex({ n: 1 }).then(() => {
      isBuilt = true;
    });
    while (!isBuilt) expect(await rows.countDocuments({ n: 1 })).toBe(1000);
    await build;
    expect(await rows.countDocuments({ n: 1 })).toBe(1000);
  });

  it('tell readers no count that is not committed', async () => {
    const rows = database.db.collection<Document>('counted');
    let isDone = false;
    const writing = (async () => {
      for (let n = 0; n < 30; n += 1) await rows.insertMany([{}, {}, {}, {}]);
      isDone = true;
    })();
    while (!isDone) {
      const count = await rows.estimatedDocumentCount();
      expect((await rows.find().toArray()).length).toBeGreaterThanOrEqual(count);
    }
    await writing;
  });

  it.each<[string, Document, number]>([
    ['an array for _id', { _id: [1] }, 53],
    ['an operator in _id', { _id: { $x: 1 } }, 52],
  ])('refuse %s', async (_, document, code) => {
    await expect(database.db.collection('ids').insertOne(document as never)).rejects.toMatchObject({ code });
  });

  it('put _id first and give one where it is missing', async () => {
    await database.db.command({ insert: 'ordered', documents: [{ a: 1, _id: 5 }, { b: 1 }] });
    const [first, second] = await database.db.collection('ordered').find().toArray();
    expect(Object.keys(first as object)).toEqual(['_id', 'a']);
    expect(Object.keys(second as object)).toEqual(['_id', 'b']);
  });

  it('refuse a document over 16 MB', async () => {
    const documents = [{ text: 'x'.repeat(16 * 1024 * 1024) }];
    await expect(database.db.collection('large').insertMany(documents)).rejects.toThrow();
  });
});
