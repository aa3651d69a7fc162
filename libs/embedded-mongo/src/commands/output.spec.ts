import type { Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

describe('what a pipeline writes', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  beforeEach(async () => {
    await database.db.dropDatabase();
    await insert('sales', [
      { _id: 1, item: 'pen', n: 5 },
      { _id: 2, item: 'ink', n: 2 },
      { _id: 3, item: 'pad', n: 7 },
    ]);
  });

  afterAll(() => database.close());

  const insert = (name: string, docs: Document[]) => database.db.collection(name).insertMany(docs);
  const all = (name: string) => database.db.collection(name).find().sort({ _id: 1 }).toArray();
  const run = (...pipeline: Document[]) => database.db.collection('sales').aggregate(pipeline).toArray();
  const names = async () =>
    (await database.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();

  describe('with $out', () => {
    it('replaces the collection, keeps its indexes and answers nothing', async () => {
      await insert('report', [{ _id: 9, old: true }]);
      await database.db.collection('report').createIndex({ n: 1 }, { name: 'by_n' });
      expect(await run({ $match: { n: { $gt: 4 } } }, { $out: 'report' })).toEqual([]);
      expect(await all('report')).toEqual([
        { _id: 1, item: 'pen', n: 5 },
        { _id: 3, item: 'pad', n: 7 },
      ]);
      expect((await database.db.collection('report').indexes()).map(({ name }) => name)).toEqual(['_id_', 'by_n']);
      expect(await database.db.collection('report').find({ n: 7 }).hint('by_n').toArray()).toHaveLength(1);
    });

    it('may replace what it reads, and write to another database', async () => {
      await run({ $match: { _id: 2 } }, { $out: 'sales' });
      expect(await all('sales')).toEqual([{ _id: 2, item: 'ink', n: 2 }]);
      await run({ $out: { db: 'archive', coll: 'sales' } });
      expect(await database.client.db('archive').collection('sales').countDocuments()).toBe(1);
      await database.client.db('archive').dropDatabase();
    });

    it('leaves everything as it was when a document is refused', async () => {
      await insert('report', [{ _id: 9, old: true }]);
      await expect(run({ $set: { _id: 1 } }, { $out: 'report' })).rejects.toMatchObject({ code: 11000 });
      expect(await all('report')).toEqual([{ _id: 9, old: true }]);
      expect(await names()).toEqual(['report', 'sales']);
    });

    it('outlives a restart, and what a crash left half-done does not', async () => {
      const first = await openTestDatabase();
      await first.db.collection('a').insertMany(Array.from({ length: 1500 }, (_, n) => ({ n })));
      await first.db.collection('b').insertOne({ old: true });
      await first.db
        .collection('a')
        .aggregate([{ $out: 'b' }])
        .toArray();
      await first.db.collection('tmp.agg_out.left').insertOne({});
      await first.client.close();
      await first.mongo.stop();
      const second = await openTestDatabase({ dir: first.dir });
      expect(await second.db.collection('b').countDocuments()).toBe(1500);
      expect((await second.db.listCollections().toArray()).map(({ name }) => name).sort()).toEqual(['a', 'b']);
      await second.close();
    });
  });

  describe('with $merge', () => {
    const incoming: Document[] = [
      { _id: 1, n: 50 },
      { _id: 4, n: 40 },
    ];
    const merge = (options: Document) =>
      database.db.aggregate([{ $documents: incoming }, { $merge: { into: 'stock', ...options } }]).toArray();

    beforeEach(() => insert('stock', [{ _id: 1, n: 1, shelf: 'a' }]));

    it.each<[string, Document, Document[]]>([
      ['merges and inserts', {}, [{ _id: 1, n: 50, shelf: 'a' }, incoming[1] as Document]],
      ['replaces', { whenMatched: 'replace' }, incoming],
      ['keeps what exists', { whenMatched: 'keepExisting' }, [{ _id: 1, n: 1, shelf: 'a' }, incoming[1] as Document]],
      ['discards what is new', { whenNotMatched: 'discard' }, [{ _id: 1, n: 50, shelf: 'a' }]],
      [
        'runs a pipeline',
        { whenMatched: [{ $set: { n: { $add: ['$n', '$$new.n'] } } }] },
        [{ _id: 1, n: 51, shelf: 'a' }, incoming[1] as Document],
      ],
      [
        'gives that pipeline variables',
        { whenMatched: [{ $set: { n: '$$twice' } }], let: { twice: { $multiply: ['$n', 2] } } },
        [{ _id: 1, n: 100, shelf: 'a' }, incoming[1] as Document],
      ],
    ])('%s', async (_, options, result) => {
      expect(await merge(options)).toEqual([]);
      expect(await all('stock')).toEqual(result);
    });

    it.each<[string, Document, number]>([
      ['a match where there must be none', { whenMatched: 'fail' }, 11000],
      ['no match where there must be one', { whenNotMatched: 'fail' }, 13113],
      ['modes that do not go together', { whenMatched: 'fail', whenNotMatched: 'discard' }, 51181],
      ['an unknown mode', { whenMatched: 'shrug' }, 2],
      ['fields that no unique index covers', { on: 'n' }, 51183],
      ['an unknown option', { colour: 'red' }, 40415],
    ])('refuses %s', async (_, options, code) => {
      await expect(merge(options)).rejects.toMatchObject({ code });
    });

    it('finds the document to merge with by the fields of a unique index', async () => {
      await database.db.collection('stock').createIndex({ shelf: 1 }, { unique: true });
      await run(
        { $match: { _id: 1 } },
        { $project: { _id: 0, shelf: { $literal: 'a' }, item: 1 } },
        { $merge: { into: 'stock', on: 'shelf' } },
      );
      expect(await all('stock')).toEqual([{ _id: 1, n: 1, shelf: 'a', item: 'pen' }]);
    });

    it('tells which key was double', async () => {
      await expect(merge({ whenMatched: 'fail' })).rejects.toMatchObject({
        errorResponse: { keyPattern: { _id: 1 }, keyValue: { _id: 1 } },
      });
    });

    it('does not read again what it wrote into its own collection', async () => {
      const more = Array.from({ length: 1500 }, (_, n) => ({ _id: 10 + n }));
      await insert('sales', more);
      // Bounded, so that reading its own output would end, only too late.
      await run(
        { $match: { _id: { $lt: 20_000 } } },
        { $set: { _id: { $add: ['$_id', 5_000] } } },
        { $merge: { into: 'sales' } },
      );
      expect(await database.db.collection('sales').countDocuments()).toBe(3006);
    });
  });

  it.each<[string, Document[], number]>([
    ['an output stage that is not the last', [{ $out: 'x' }, { $match: {} }], 40601],
    ['a target without a name', [{ $out: 5 }], 16990],
    ['a target that no collection can be', [{ $merge: 'system.users' }], 73],
  ])('refuses %s', async (_, pipeline, code) => {
    await expect(run(...pipeline)).rejects.toMatchObject({ code });
  });

  it('starts from $documents when there is no collection', async () => {
    const pipeline = [{ $documents: [{ n: 1 }, { n: 2 }] }, { $match: { n: { $gt: 1 } } }];
    expect(await database.db.aggregate(pipeline).toArray()).toEqual([{ n: 2 }]);
    await expect(database.db.aggregate([{ $match: {} }]).toArray()).rejects.toMatchObject({ code: 73 });
    await expect(database.db.aggregate([{ $listLocalSessions: {} }]).toArray()).rejects.toMatchObject({ code: 40324 });
  });
});
