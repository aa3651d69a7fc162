import { Decimal128, Double, Int32, Long } from 'bson';
import type { Collection, Document, UpdateOptions } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

describe('updates', () => {
  let database: TestDatabase;
  let rows: Collection<Document & { _id: number }>;

  beforeAll(async () => {
    database = await openTestDatabase();
    rows = database.db.collection('rows');
  });

  afterAll(() => database.close());

  /** What a document becomes. */
  async function updated(
    before: Document,
    update: Document | Document[],
    filter: Document = {},
    options: UpdateOptions = {},
  ) {
    await rows.deleteMany({});
    await rows.insertOne({ _id: 1, ...before });
    await rows.updateOne({ _id: 1, ...filter }, update, options);
    const { _id, ...after } = (await rows.findOne({ _id: 1 })) as Document;
    return after;
  }

  it.each<[string, Document, Document, Document]>([
    ['$set of a nested path', { a: { b: 1 } }, { $set: { 'a.c.d': 2 } }, { a: { b: 1, c: { d: 2 } } }],
    ['$set of an array position', { a: [1, 2, 3] }, { $set: { 'a.1': 9 } }, { a: [1, 9, 3] }],
    ['$set past the end of an array', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
    ['$unset', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
    ['$unset of an element', { a: [1, 2] }, { $unset: { 'a.0': 1 } }, { a: [null, 2] }],
    ['$inc of a missing field', {}, { $inc: { n: 3 } }, { n: 3 }],
    ['$mul of a missing field', {}, { $mul: { n: 3 } }, { n: 0 }],
    ['$min', { low: 200 }, { $min: { low: 150 } }, { low: 150 }],
    ['$max that loses', { high: 800 }, { $max: { high: 500 } }, { high: 800 }],
    ['$rename', { nmae: 'x', b: 1 }, { $rename: { nmae: 'name' } }, { b: 1, name: 'x' }],
    ['$push', { a: [1] }, { $push: { a: [2] } }, { a: [1, [2]] }],
    [
      '$push with $each, $sort and $slice',
      { a: [5, 1] },
      { $push: { a: { $each: [4, 2], $sort: 1, $slice: 3 } } },
      { a: [1, 2, 4] },
    ],
    [
      '$push that keeps the last ones',
      { a: [1, 2, 3] },
      { $push: { a: { $each: [4, 5], $slice: -3 } } },
      { a: [3, 4, 5] },
    ],
    ['$push at a position', { a: [100] }, { $push: { a: { $each: [20, 30], $position: 0 } } }, { a: [20, 30, 100] }],
    [
      '$push sorted by a field',
      { q: [{ s: 8 }, { s: 4 }] },
      { $push: { q: { $each: [{ s: 6 }], $sort: { s: -1 } } } },
      { q: [{ s: 8 }, { s: 6 }, { s: 4 }] },
    ],
    ['$addToSet', { a: [1, 2] }, { $addToSet: { a: { $each: [2, 3, 3] } } }, { a: [1, 2, 3] }],
    ['$pull by value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    ['$pull by condition', { a: [1, 6, 8] }, { $pull: { a: { $gte: 6 } } }, { a: [1] }],
    [
      '$pull by fields',
      {
        r: [
          { i: 'A', s: 5 },
          { i: 'B', s: 8 },
        ],
      },
      { $pull: { r: { s: 8, i: 'B' } } },
      { r: [{ i: 'A', s: 5 }] },
    ],
    ['$pullAll', { a: [0, 2, 5, 5, 1, 0] }, { $pullAll: { a: [0, 5] } }, { a: [2, 1] }],
    ['$pop', { a: [8, 9, 10] }, { $pop: { a: -1 } }, { a: [9, 10] }],
    ['fields in lexicographic order', {}, { $set: { b: 1, a: 2 } }, { a: 2, b: 1 }],
  ])('do %s', async (_, before, update, after) => {
    expect(JSON.stringify(await updated(before, update))).toBe(JSON.stringify(after));
  });

  it('address the element that matched with $', async () => {
    expect(await updated({ grades: [85, 80, 80] }, { $set: { 'grades.$': 82 } }, { grades: 80 })).toEqual({
      grades: [85, 82, 80],
    });
    const members = [
      { userId: 1, seq: 5 },
      { userId: 2, seq: 9 },
    ];
    const filter = { members: { $elemMatch: { userId: 2, seq: { $lt: 10 } } } };
    expect(await updated({ members }, { $max: { 'members.$.seq': 12 } }, filter)).toEqual({
      members: [
        { userId: 1, seq: 5 },
        { userId: 2, seq: 12 },
      ],
    });
  });

  it('take the position from the array that the path names', async () => {
    const before = { tags: ['a', 'b', 'c'], members: [{ userId: 1 }, { userId: 2 }] };
    const after = await updated(before, { $set: { 'members.$.x': 1 } }, { 'members.userId': 1, tags: 'c' });
    expect(after.members).toEqual([{ userId: 1, x: 1 }, { userId: 2 }]);
  });

  it('address all elements, or those that a filter picks', async () => {
    expect(await updated({ grades: [95, 92, 90] }, { $inc: { 'grades.$[]': 10 } })).toEqual({
      grades: [105, 102, 100],
    });
    expect(
      await updated(
        { grades: [95, 102, 90] },
        { $set: { 'grades.$[e]': 100 } },
        {},
        { arrayFilters: [{ e: { $gte: 100 } }] },
      ),
    ).toEqual({ grades: [95, 100, 90] });
    const before = {
      g: [
        { grade: 80, mean: 75 },
        { grade: 85, mean: 90 },
      ],
    };
    expect(
      await updated(
        before,
        { $set: { 'g.$[x].mean': 100 } },
        {},
        { arrayFilters: [{ $or: [{ 'x.grade': { $gte: 85 } }, { 'x.mean': 0 }] }] },
      ),
    ).toEqual({
      g: [
        { grade: 80, mean: 75 },
        { grade: 85, mean: 100 },
      ],
    });
  });

  it('take a pipeline', async () => {
    expect(await updated({ a: 2, b: 3 }, [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'a' }])).toEqual({
      b: 3,
      sum: 5,
    });
  });

  it('keep and widen the type of numbers', async () => {
    const raw = database.client.db('test', {}).collection('typed', { promoteValues: false, promoteLongs: false });
    await raw.insertOne({
      int: new Int32(2147483647),
      long: Long.fromNumber(1),
      double: new Double(1),
      decimal: Decimal128.fromString('0.1'),
    });
    await raw.updateOne(
      {},
      { $inc: { int: new Int32(1), long: new Int32(1), double: new Int32(1), decimal: Decimal128.fromString('0.2') } },
    );
    const after = (await raw.findOne({})) as Document;
    expect(after.int).toEqual(Long.fromNumber(2147483648));
    expect(after.long).toEqual(Long.fromNumber(2));
    expect(after.double).toEqual(new Double(2));
    expect(after.decimal.toString()).toBe('0.3');
  });

  it('count what matched and what changed', async () => {
    await rows.deleteMany({});
    await rows.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ]);
    expect(await rows.updateMany({}, { $set: { a: 2 } })).toMatchObject({ matchedCount: 2, modifiedCount: 1 });
  });

  it.each<[string, Document, Document, number]>([
    ['a number added to text', { a: 'x' }, { $inc: { a: 1 } }, 14],
    ['text added to a number', { a: 1 }, { $inc: { a: 'x' } }, 14],
    ['two operators on one path', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['operators on a path and below it', {}, { $set: { a: {}, 'a.b': 1 } }, 40],
    ['a field below a scalar', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
    ['a named field of an array', { a: [1] }, { $set: { 'a.b': 1 } }, 28],
    ['another _id', {}, { $set: { _id: 2 } }, 66],
    ['a push to what is no array', { a: 1 }, { $push: { a: 1 } }, 2],
    ['an unknown operator', {}, { $frobnicate: { a: 1 } }, 9],
    ['$ without a match', { a: [1] }, { $set: { 'a.$': 1 } }, 2],
    ['an array filter that does not exist', { a: [1] }, { $set: { 'a.$[e]': 1 } }, 2],
    ['an overflow', { a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2],
  ])('refuse %s', async (_, before, update, code) => {
    await rows.deleteMany({});
    await rows.insertOne({ _id: 1, ...before });
    await expect(rows.updateOne({ _id: 1 }, update)).rejects.toMatchObject({ code });
  });

  it('build an upserted document from the equalities of the filter', async () => {
    await rows.deleteMany({});
    const filter = { _id: 7, 'a.b': 1, c: { $gt: 5 }, $and: [{ d: { $eq: 2 } }], e: { $in: [3] } };
    const result = await rows.updateOne(
      filter,
      { $set: { x: 1 }, $setOnInsert: { y: 2 }, $inc: { n: 1 } },
      { upsert: true },
    );
    expect(result).toMatchObject({ upsertedId: 7, upsertedCount: 1, matchedCount: 0 });
    expect(await rows.findOne({})).toEqual({ _id: 7, a: { b: 1 }, d: 2, e: 3, n: 1, x: 1, y: 2 });
    await rows
      .updateOne(filter, { $setOnInsert: { y: 9 }, $inc: { n: 1 } }, { upsert: true })
      .catch((error) => expect(error.code).toBe(11000));
  });

  it('replace a document under its _id', async () => {
    await rows.deleteMany({});
    await rows.insertOne({ _id: 1, a: 1 });
    await rows.replaceOne({ a: 1 }, { b: 2 });
    expect(await rows.findOne({})).toEqual({ _id: 1, b: 2 });
    await expect(rows.replaceOne({ _id: 1 }, { _id: 2 } as never)).rejects.toMatchObject({ code: 66 });
  });

  it('find and change one document', async () => {
    await rows.deleteMany({});
    await rows.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    expect(await rows.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: -1 } })).toEqual({ _id: 2, n: 2 });
    expect(
      await rows.findOneAndUpdate({ _id: 2 }, { $inc: { n: 1 } }, { returnDocument: 'after', projection: { _id: 0 } }),
    ).toEqual({ n: 13 });
    expect(await rows.findOneAndUpdate({ _id: 9 }, { $inc: { n: 1 } })).toBeNull();
    expect(
      await rows.findOneAndUpdate({ _id: 9 }, { $inc: { n: 1 } }, { upsert: true, returnDocument: 'after' }),
    ).toEqual({ _id: 9, n: 1 });
    expect(await rows.findOneAndReplace({ _id: 9 }, { m: 1 } as never, { returnDocument: 'after' })).toEqual({
      _id: 9,
      m: 1,
    });
    expect(await rows.findOneAndDelete({ _id: 9 })).toEqual({ _id: 9, m: 1 });
    expect(await rows.countDocuments()).toBe(2);
  });

  it('leave data and indexes as they were when a unique index refuses', async () => {
    const unique = database.db.collection<Document & { _id: number }>('unique');
    await unique.createIndex({ email: 1 }, { unique: true, partialFilterExpression: { email: { $type: 'string' } } });
    await unique.insertMany([{ _id: 1, email: 'a' }, { _id: 2, email: 'b' }, { _id: 3 }, { _id: 4 }]);
    await expect(unique.updateOne({ _id: 2 }, { $set: { email: 'a' } })).rejects.toMatchObject({
      code: 11000,
      keyValue: { email: 'a' },
    });
    expect(await unique.find({ email: { $gte: '' } }, { hint: 'email_1' }).toArray()).toEqual([
      { _id: 1, email: 'a' },
      { _id: 2, email: 'b' },
    ]);
    await unique.updateOne({ _id: 1 }, { $unset: { email: 1 } });
    await unique.updateOne({ _id: 2 }, { $set: { email: 'a' } });
    expect(await unique.findOne({ email: 'a' })).toEqual({ _id: 2, email: 'a' });
  });
});
