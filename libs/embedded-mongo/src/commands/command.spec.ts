import { type Document, Long } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

type Row = Document & { _id: number };

describe('commands', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  beforeEach(async () => {
    await database.db.dropDatabase();
    await database.db.collection<Row>('rows').insertMany([
      { _id: 1, x: 11 },
      { _id: 2, x: 22 },
      { _id: 3, x: 33 },
    ]);
  });

  afterAll(() => database.close());

  const command = (spec: Document) => database.db.command(spec);
  const rows = () => database.db.collection<Row>('rows');

  it.each<[string, Document, number]>([
    ['an update without a filter', { update: 'rows', updates: [{ u: { $set: { x: 0 } } }] }, 40414],
    ['an update without an update', { update: 'rows', updates: [{ q: {} }] }, 40414],
    ['a delete without a filter', { delete: 'rows', deletes: [{ limit: 0 }] }, 40414],
    ['a delete without a limit', { delete: 'rows', deletes: [{ q: {} }] }, 40414],
    ['a later statement with an unknown field', { delete: 'rows', deletes: [one(1), { ...one(2), sort: {} }] }, 40415],
    ['an empty bulk', { insert: 'rows', documents: [] }, 16],
    ['a getMore without a collection', { getMore: Long.fromNumber(5) }, 40414],
    ['a distinct without a key', { distinct: 'rows' }, 40414],
    ['an aggregate without a pipeline', { aggregate: 'rows', cursor: {} }, 40414],
    ['an aggregate without a cursor', { aggregate: 'rows', pipeline: [] }, 9],
    ['a negative batch size', { aggregate: 'rows', pipeline: [], cursor: { batchSize: -1 } }, 51024],
    ['a negative limit', { find: 'rows', limit: -1 }, 51024],
    ['a hint that is a number', { find: 'rows', hint: 5 }, 9],
    ['a variable that begins with a capital', { find: 'rows', let: { Big: 1 } }, 9],
    ['a variable that needs a document', { find: 'rows', let: { small: '$x' } }, 4890500],
    ['an unknown verbosity', { explain: { find: 'rows' }, verbosity: 'loud' }, 2],
    ['listDatabases outside admin', { listDatabases: 1 }, 13],
    ['a parameter that is not there', { getParameter: 1, colour: 1 }, 40415],
    ['a snapshot read', { find: 'rows', readConcern: { level: 'snapshot' } }, 123],
    ['a linearizable read', { find: 'rows', readConcern: { level: 'linearizable' } }, 123],
    ['a write concern that is a number', { delete: 'rows', deletes: [one(1)], writeConcern: 1 }, 14],
    ['more copies than there can be', { delete: 'rows', deletes: [one(1)], writeConcern: { w: 51 } }, 9],
    ['a tailable cursor', { find: 'rows', tailable: true }, 2],
    ['an unknown read concern', { find: 'rows', readConcern: { level: 'deep' } }, 2],
  ])('refuse %s and change nothing', async (_, spec, code) => {
    await expect(command(spec)).rejects.toMatchObject({ code });
    expect(await rows().distinct('x')).toEqual([11, 22, 33]);
  });

  function one(_id: number): Document {
    return { q: { _id }, limit: 1 };
  }

  describe('with a hint', () => {
    const bad = { code: 2, message: expect.stringContaining('hint provided does not correspond to an existing index') };

    it('use the index by its name or its keys', async () => {
      await rows().createIndex({ x: -1 });
      for (const hint of ['x_-1', { x: -1 }]) {
        expect((await rows().find({}, { hint }).toArray()).map(({ _id }) => _id)).toEqual([3, 2, 1]);
        const explained = await rows().find({}, { hint }).explain('queryPlanner');
        expect(explained.queryPlanner.winningPlan.inputStage.indexName).toBe('x_-1');
      }
      expect(
        await rows()
          .aggregate([{ $limit: 1 }], { hint: 'x_-1' })
          .toArray(),
      ).toEqual([{ _id: 3, x: 33 }]);
      await rows().updateOne({}, { $set: { seen: true } }, { hint: { x: -1 } });
      expect(await rows().findOneAndDelete({}, { hint: { x: -1 } })).toEqual({ _id: 3, x: 33, seen: true });
    });

    it('are refused when it names no index', async () => {
      const hint = 'none_1';
      await expect(rows().find({}, { hint }).toArray()).rejects.toMatchObject(bad);
      await expect(rows().aggregate([], { hint }).toArray()).rejects.toMatchObject(bad);
      await expect(rows().countDocuments({ x: 11 }, { hint })).rejects.toMatchObject(bad);
      await expect(command({ distinct: 'rows', key: 'x', hint })).rejects.toMatchObject(bad);
      await expect(rows().updateMany({}, { $set: { x: 0 } }, { hint })).rejects.toMatchObject(bad);
      await expect(rows().deleteMany({}, { hint })).rejects.toMatchObject(bad);
      await expect(command({ findAndModify: 'rows', update: { $set: { x: 0 } }, hint })).rejects.toMatchObject(bad);
      expect(await rows().distinct('x')).toEqual([11, 22, 33]);
    });
  });

  describe('with variables', () => {
    const isIt = { $expr: { $eq: ['$_id', '$$id'] } };

    it('see them in filters, pipelines and updates', async () => {
      expect(await command({ find: 'rows', filter: isIt, let: { id: 2 } })).toMatchObject({
        cursor: { firstBatch: [{ _id: 2, x: 22 }] },
      });
      const pipeline = [
        { $match: isIt },
        { $project: { _id: 0, y: '$$y', sameRandom: { $eq: ['$$random', '$$random'] } } },
      ];
      expect(
        await rows()
          .aggregate(pipeline, { let: { id: 1, y: { $literal: '$bar' }, random: { $rand: {} } } })
          .toArray(),
      ).toEqual([{ y: '$bar', sameRandom: true }]);
      await rows().updateOne(isIt, [{ $set: { x: '$$x' } }], { let: { id: 1, x: 'new' } });
      const constants = { q: { _id: 1 }, u: [{ $set: { x: '$$c' } }], c: { c: 'newer' } };
      await command({ update: 'rows', updates: [constants] });
      expect(await command({ update: 'rows', updates: [{ ...constants, u: { $set: { x: 0 } } }] })).toMatchObject({
        n: 0,
        writeErrors: [{ code: 51198 }],
      });
      await rows().deleteOne(isIt, { let: { id: 3 } });
      expect(await rows().find().toArray()).toEqual([
        { _id: 1, x: 'newer' },
        { _id: 2, x: 22 },
      ]);
    });
  });

  it('explain with the hint and the variables of what they explain', async () => {
    const explained = { find: 'rows', filter: { $expr: { $eq: ['$_id', '$$id'] } }, let: { id: 2 }, hint: '_id_' };
    expect(await command({ explain: explained })).toMatchObject({
      queryPlanner: { winningPlan: { inputStage: { indexName: '_id_' } } },
      executionStats: { nReturned: 1, totalDocsExamined: 3 },
    });
  });

  describe('on cursors', () => {
    const open = async (batchSize = 1) => (await command({ find: 'rows', batchSize })).cursor.id as Long;
    const more = (id: Long, collection = 'rows') => command({ getMore: Long.fromValue(id), collection });

    it('end one with a code when its collection is dropped, even when another takes the name', async () => {
      const [first, second] = [await open(), await open()];
      await rows().drop();
      await expect(more(first)).rejects.toMatchObject({ code: 175, codeName: 'QueryPlanKilled' });
      await rows().insertOne({ _id: 4 });
      await expect(more(second)).rejects.toMatchObject({ code: 175 });
      await expect(more(second)).rejects.toMatchObject({ code: 43, codeName: 'CursorNotFound' });
    });

    it('kill those that are there and name those that are not', async () => {
      const id = Long.fromValue(await open());
      const missing = Long.fromNumber(12345);
      expect(await command({ killCursors: 'rows', cursors: [id, missing] })).toEqual({
        cursorsKilled: [id],
        cursorsNotFound: [12345],
        cursorsAlive: [],
        cursorsUnknown: [],
        ok: 1,
      });
      await expect(more(id)).rejects.toMatchObject({ code: 43 });
    });

    it('give a cursor to nobody who asks for it by another collection', async () => {
      await expect(more(await open(), 'other')).rejects.toMatchObject({ code: 13 });
    });

    it('run through runCursorCommand', async () => {
      const cursor = database.db.runCursorCommand({ find: 'rows', batchSize: 1 }).setBatchSize(2);
      expect(await cursor.toArray()).toHaveLength(3);
      const listed = database.db.runCursorCommand({ listCollections: 1, nameOnly: true });
      expect(await listed.toArray()).toEqual([{ name: 'rows', type: 'collection' }]);
    });
  });

  describe('in sessions', () => {
    it('take a session id and forget it', async () => {
      const session = database.client.startSession();
      await rows().insertOne({ _id: 4 }, { session });
      expect(await rows().countDocuments({}, { session })).toBe(4);
      await session.endSession();
    });

    it('refuse transactions and retryable writes as a standalone does', async () => {
      const lsid = (await command({ startSession: 1 })).id;
      const spec = { insert: 'rows', documents: [{ _id: 4 }], lsid, txnNumber: Long.fromNumber(1) };
      await expect(command(spec)).rejects.toMatchObject({
        code: 20,
        message: 'Transaction numbers are only allowed on a replica set member or mongos',
      });
    });
  });

  it('write without an answer when none is wanted', async () => {
    const silent = database.db.collection<Row>('rows', { writeConcern: { w: 0 } });
    expect(await silent.insertOne({ _id: 4 })).toMatchObject({ acknowledged: false });
    expect(await silent.insertOne({ _id: 4 })).toMatchObject({ acknowledged: false });
    await rows().insertOne({ _id: 5 });
    while ((await rows().countDocuments()) < 5) await new Promise(setImmediate);
  });

  describe('on collections', () => {
    it.each<[string, Document, number]>([
      ['a view', { viewOn: 'rows', pipeline: [] }, 238],
      ['a validator', { validator: { x: 1 } }, 238],
      ['a time-series collection', { timeseries: { timeField: 'at' } }, 238],
      ['a clustered collection', { clusteredIndex: { key: { _id: 1 }, unique: true } }, 238],
      ['a capped collection', { capped: true, size: 100 }, 238],
      ['another index on the ids', { idIndex: { key: { a: 1 }, name: '_id_' } }, 2],
      ['a size without a cap', { size: 100 }, 72],
      ['a pipeline without a view', { pipeline: [] }, 72],
      ['an expiry without a time series', { expireAfterSeconds: 0 }, 72],
      ['a collation', { collation: { locale: 'de' } }, 2],
    ])('refuse to create %s', async (_, options, code) => {
      await expect(command({ create: 'new', ...options })).rejects.toMatchObject({ code });
      expect(await database.db.listCollections({ name: 'new' }).toArray()).toEqual([]);
    });

    it('create again what is there already, but not with other options', async () => {
      const changeStreamPreAndPostImages = { enabled: true };
      await command({ create: 'new', changeStreamPreAndPostImages });
      await command({ create: 'new', changeStreamPreAndPostImages });
      await expect(command({ create: 'new' })).rejects.toMatchObject({ code: 48, codeName: 'NamespaceExists' });
      expect(await database.db.listCollections({ name: 'new' }).toArray()).toMatchObject([
        { name: 'new', options: { changeStreamPreAndPostImages: { enabled: true } } },
      ]);
    });

    it('list them in batches', async () => {
      await command({ create: 'other' });
      const { cursor } = await command({ listCollections: 1, cursor: { batchSize: 1 } });
      expect(cursor).toMatchObject({ firstBatch: [{ name: 'rows' }], ns: 'test.$cmd.listCollections' });
      const next = { getMore: Long.fromValue(cursor.id), collection: '$cmd.listCollections' };
      expect(await command(next)).toMatchObject({ cursor: { nextBatch: [{ name: 'other' }], id: 0 } });
    });

    it('drop what is not there', async () => {
      expect(await command({ drop: 'nothing' })).toEqual({ ok: 1 });
    });
  });

  describe('on indexes', () => {
    it('create all of a list or none', async () => {
      const indexes = [
        { key: { x: 1 }, name: 'one' },
        { key: { y: 1 }, name: 'two' },
        { key: { x: 1 }, name: 'three' },
      ];
      await expect(command({ createIndexes: 'rows', indexes })).rejects.toMatchObject({ code: 85 });
      expect((await rows().indexes()).map(({ name }) => name)).toEqual(['_id_']);
    });

    it.each<[string, Document, number]>([
      ['create one called *', { createIndexes: 'rows', indexes: [{ key: { x: 1 }, name: '*' }] }, 2],
      [
        'create one with an unknown option',
        { createIndexes: 'rows', indexes: [{ key: { x: 1 }, name: 'x', y: 1 }] },
        197,
      ],
      ['drop one by a number', { dropIndexes: 'rows', index: 5 }, 14],
      ['drop none in particular', { dropIndexes: 'rows' }, 40414],
      ['drop one that is not there', { dropIndexes: 'rows', index: ['x_1'] }, 27],
      ['drop that of the ids', { dropIndexes: 'rows', index: { _id: 1 } }, 72],
      ['list those of no collection', { listIndexes: 'nothing' }, 26],
    ])('refuse to %s', async (_, spec, code) => {
      await expect(command(spec)).rejects.toMatchObject({ code });
    });

    it('drop all but that of the ids', async () => {
      await rows().createIndexes([{ key: { x: 1 } }, { key: { y: 1 } }]);
      expect(await command({ dropIndexes: 'rows', index: '*' })).toMatchObject({ nIndexesWas: 3, ok: 1 });
      expect((await rows().indexes()).map(({ name }) => name)).toEqual(['_id_']);
    });
  });
});
