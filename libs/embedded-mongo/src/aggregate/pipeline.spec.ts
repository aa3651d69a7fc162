import type { Collection, Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

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
});
