import type { Collection, Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

/** A branch of `$switch`; written out, its `then` would make the object look like a promise. */
const branch = (test: unknown, result: unknown) =>
  Object.fromEntries([
    ['case', test],
    ['then', result],
  ]);

describe('aggregate', () => {
  let database: TestDatabase;
  let sales: Collection<Document & { _id: number }>;

  beforeAll(async () => {
    database = await openTestDatabase();
    sales = database.db.collection('sales');
    await sales.insertMany([
      { _id: 1, item: 'abc', price: 10, quantity: 2, date: new Date('2014-03-01T08:00:00Z'), sizes: ['S', 'M'] },
      { _id: 2, item: 'jkl', price: 20, quantity: 1, date: new Date('2014-03-01T09:00:00Z'), sizes: [] },
      { _id: 3, item: 'xyz', price: 5, quantity: 10, date: new Date('2014-03-15T09:00:00Z'), sizes: 'L' },
      { _id: 4, item: 'xyz', price: 5, quantity: 20, date: new Date('2014-04-04T11:21:39.736Z') },
      { _id: 5, item: 'abc', price: 10, quantity: 10, date: new Date('2014-04-04T21:23:13.331Z'), sizes: null },
    ]);
  });

  afterAll(() => database.close());

  const run = (...pipeline: Document[]) => sales.aggregate(pipeline).toArray();
  /** The value of one expression. */
  const value = async (expression: unknown) =>
    (
      (
        await database.db
          .collection('sales')
          .aggregate([{ $limit: 1 }, { $project: { _id: 0, v: expression } }])
          .toArray()
      )[0] as Document
    ).v;

  it('groups with the accumulators of the manual', async () => {
    const totals = await run(
      {
        $group: {
          _id: '$item',
          total: { $sum: { $multiply: ['$price', '$quantity'] } },
          average: { $avg: '$quantity' },
          most: { $max: '$quantity' },
          ids: { $push: '$_id' },
          prices: { $addToSet: '$price' },
          first: { $first: '$_id' },
          last: { $last: '$_id' },
          n: { $count: {} },
        },
      },
      { $sort: { total: -1 } },
    );
    expect(totals).toEqual([
      { _id: 'xyz', total: 150, average: 15, most: 20, ids: [3, 4], prices: [5], first: 3, last: 4, n: 2 },
      { _id: 'abc', total: 120, average: 6, most: 10, ids: [1, 5], prices: [10], first: 1, last: 5, n: 2 },
      { _id: 'jkl', total: 20, average: 20 / 20, most: 1, ids: [2], prices: [20], first: 2, last: 2, n: 1 },
    ]);
  });

  it('groups by parts of a date', async () => {
    const byDay = await run(
      { $group: { _id: { $dateToString: { format: '%Y-%m-%d', date: '$date' } }, n: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    );
    expect(byDay).toEqual([
      { _id: '2014-03-01', n: 2 },
      { _id: '2014-03-15', n: 1 },
      { _id: '2014-04-04', n: 2 },
    ]);
  });

  it('counts, and counts nothing as no document', async () => {
    expect(await run({ $match: { item: 'abc' } }, { $count: 'n' })).toEqual([{ n: 2 }]);
    expect(await run({ $match: { item: 'none' } }, { $count: 'n' })).toEqual([]);
    expect(await sales.countDocuments({ item: 'abc' }, { skip: 1 })).toBe(1);
  });

  it('unwinds arrays, scalars and, when told, nothing', async () => {
    expect(await run({ $unwind: '$sizes' }, { $project: { sizes: 1 } })).toEqual([
      { _id: 1, sizes: 'S' },
      { _id: 1, sizes: 'M' },
      { _id: 3, sizes: 'L' },
    ]);
    const kept = await run(
      { $unwind: { path: '$sizes', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' } },
      { $project: { sizes: 1, at: 1 } },
    );
    expect(kept).toEqual([
      { _id: 1, sizes: 'S', at: 0 },
      { _id: 1, sizes: 'M', at: 1 },
      { _id: 2, at: null },
      { _id: 3, sizes: 'L', at: null },
      { _id: 4, at: null },
      { _id: 5, sizes: null, at: null },
    ]);
  });

  it('joins by fields and by a pipeline', async () => {
    await database.db
      .collection<Document & { _id: number }>('stock')
      .insertMany([{ _id: 1, sku: 'abc', instock: 120 }, { _id: 2, sku: 'xyz', instock: 60 }, { _id: 3 }]);
    const joined = await run(
      { $match: { _id: { $in: [1, 2] } } },
      { $lookup: { from: 'stock', localField: 'item', foreignField: 'sku', as: 'stock' } },
      { $project: { stock: 1 } },
    );
    expect(joined).toEqual([
      { _id: 1, stock: [{ _id: 1, sku: 'abc', instock: 120 }] },
      { _id: 2, stock: [] },
    ]);
    const enough = await run(
      { $match: { _id: 4 } },
      {
        $lookup: {
          from: 'stock',
          let: { wanted: '$quantity' },
          pipeline: [
            { $match: { $expr: { $gte: ['$instock', { $multiply: ['$$wanted', 5] }] } } },
            { $project: { _id: 0, sku: 1 } },
          ],
          as: 'stock',
        },
      },
      { $project: { stock: 1 } },
    );
    expect(enough).toEqual([{ _id: 4, stock: [{ sku: 'abc' }] }]);
  });

  it('runs several pipelines over one input', async () => {
    const [facets] = await run({
      $facet: {
        cheap: [{ $match: { price: { $lt: 10 } } }, { $count: 'n' }],
        items: [{ $sortByCount: '$item' }, { $limit: 1 }],
      },
    });
    expect(facets).toEqual({ cheap: [{ n: 2 }], items: [{ _id: 'abc', count: 2 }] });
  });

  it('shapes documents', async () => {
    expect(
      await run(
        { $match: { _id: 2 } },
        { $set: { total: { $multiply: ['$price', '$quantity'] }, 'more.x': 1 } },
        { $unset: ['date', 'sizes'] },
      ),
    ).toEqual([{ _id: 2, item: 'jkl', price: 20, quantity: 1, total: 20, more: { x: 1 } }]);
    expect(await run({ $match: { _id: 2 } }, { $replaceRoot: { newRoot: { name: '$item' } } })).toEqual([
      { name: 'jkl' },
    ]);
    expect(await run({ $sort: { _id: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { item: 1 } })).toEqual([
      { _id: 4, item: 'xyz' },
      { _id: 3, item: 'xyz' },
    ]);
  });

  it.each<[unknown, unknown]>([
    [{ $add: [1, 2.5] }, 3.5],
    [{ $divide: [7, 2] }, 3.5],
    [{ $mod: [7, 3] }, 1],
    [{ $round: [2.5] }, 2],
    [{ $round: [1.235, 2] }, 1.24],
    [{ $trunc: [-7.9] }, -7],
    [{ $cond: [{ $gt: [2, 1] }, 'yes', 'no'] }, 'yes'],
    [{ $ifNull: ['$none', 'fallback'] }, 'fallback'],
    [
      {
        $switch: {
          branches: [branch(false, 1), branch(true, 2)],
          default: 3,
        },
      },
      2,
    ],
    [{ $concat: ['a', '-', 'b'] }, 'a-b'],
    [{ $concat: ['a', '$none'] }, null],
    [{ $substrCP: ['héllo', 1, 3] }, 'éll'],
    [{ $split: ['June-15-2013', '-'] }, ['June', '15', '2013']],
    [{ $trim: { input: '  x ' } }, 'x'],
    [{ $regexMatch: { input: 'Parley', regex: '^par', options: 'i' } }, true],
    [{ $size: [['a', 'b']] }, 2],
    [{ $arrayElemAt: [[1, 2, 3], -1] }, 3],
    [{ $slice: [[1, 2, 3], 1, 1] }, [2]],
    [{ $filter: { input: [1, 2, 3, 4], as: 'n', cond: { $gte: ['$$n', 3] } } }, [3, 4]],
    [{ $map: { input: [1, 2], as: 'n', in: { $multiply: ['$$n', 2] } } }, [2, 4]],
    [{ $reduce: { input: ['a', 'b'], initialValue: '', in: { $concat: ['$$value', '$$this'] } } }, 'ab'],
    [{ $in: [2, [1, 2]] }, true],
    [
      {
        $setUnion: [
          [2, 1],
          [3, 1],
        ],
      },
      [1, 2, 3],
    ],
    [{ $concatArrays: [[1], [2]] }, [1, 2]],
    [{ $objectToArray: { a: 1 } }, [{ k: 'a', v: 1 }]],
    [{ $arrayToObject: [[['a', 1]]] }, { a: 1 }],
    [{ $mergeObjects: [{ a: 1 }, { b: 2 }] }, { a: 1, b: 2 }],
    [{ $toInt: '42' }, 42],
    [{ $convert: { input: 'x', to: 'int', onError: -1 } }, -1],
    [{ $toString: 1.5 }, '1.5'],
    [{ $type: 'x' }, 'string'],
    [{ $cmp: ['a', 'b'] }, -1],
    [{ $let: { vars: { a: 2 }, in: { $multiply: ['$$a', 3] } } }, 6],
    [{ $year: new Date('2014-01-01T00:30:00Z') }, 2014],
    [{ $dayOfMonth: { date: new Date('2014-01-01T00:30:00Z'), timezone: 'America/New_York' } }, 31],
    [{ $isoWeek: new Date('2016-01-04T00:00:00Z') }, 1],
    [{ $dateTrunc: { date: new Date('2021-03-20T11:30:05Z'), unit: 'month' } }, new Date('2021-03-01T00:00:00Z')],
    [
      { $dateTrunc: { date: new Date('2021-03-28T22:30:00Z'), unit: 'day', timezone: 'Europe/Berlin' } },
      new Date('2021-03-28T22:00:00Z'),
    ],
    [
      { $dateAdd: { startDate: new Date('2021-01-31T00:00:00Z'), unit: 'month', amount: 1 } },
      new Date('2021-02-28T00:00:00Z'),
    ],
    [
      {
        $dateDiff: {
          startDate: new Date('2021-01-30T00:00:00Z'),
          endDate: new Date('2021-03-01T00:00:00Z'),
          unit: 'month',
        },
      },
      2,
    ],
    [{ $subtract: [new Date(5000), new Date(2000)] }, 3000],
  ])('evaluates %j', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected);
  });
});
