import { Decimal128, Double, Int32, Long, Timestamp } from 'bson';
import type { Collection, Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

describe('update operators', () => {
  let database: TestDatabase;
  let rows: Collection<Document & { _id: number }>;

  beforeAll(async () => {
    database = await openTestDatabase();
    rows = database.db.collection('rows');
  });

  beforeEach(() => rows.deleteMany({}));
  afterAll(() => database.close());

  it.each<[Document, Document, Document]>([
    // fields and their order
    [{ a: 1, b: 2 }, { $set: { a: 3, c: 1 } }, { a: 3, b: 2, c: 1 }],
    [{}, { $set: { '10': 1, '9': 2, a: 3 } }, { '9': 2, '10': 1, a: 3 }],
    [{ a: [{ b: 1 }] }, { $set: { 'a.0.c': 2, 'a.2.b': 3 } }, { a: [{ b: 1, c: 2 }, null, { b: 3 }] }],
    [{ a: { b: 1 } }, { $unset: { 'a.b': '', 'a.c': '', 'x.y': '' } }, { a: {} }],
    [{ a: 1 }, { $set: {} }, { a: 1 }],
    [{ a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 }],
    // rename
    [{ a: 1 }, { $rename: { a: 'z' }, $set: { m: 1 } }, { m: 1, z: 1 }],
    [{ a: 1, b: 2, c: 3 }, { $rename: { c: 'a' } }, { a: 3, b: 2 }],
    [{ a: { b: 1 } }, { $rename: { 'a.b': 'x.y' } }, { a: {}, x: { y: 1 } }],
    [{ b: 1 }, { $rename: { a: 'b' } }, { b: 1 }],
    // least, greatest
    [{ a: 1 }, { $min: { a: 'x', b: 5 } }, { a: 1, b: 5 }],
    [{ a: 1 }, { $max: { a: 'x' } }, { a: 'x' }],
    [{ a: null }, { $max: { a: 1 } }, { a: 1 }],
    [{ a: [1, 9] }, { $min: { a: 5 } }, { a: 5 }],
    // push
    [{}, { $push: { a: { $each: [] } } }, { a: [] }],
    [{ a: [1] }, { $push: { a: { b: 1 } } }, { a: [1, { b: 1 }] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 9, 2] }],
    [{ a: [1] }, { $push: { a: { $each: [2], $position: 99 } } }, { a: [1, 2] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [3], $slice: 0 } } }, { a: [] }],
    [{ a: [3, 'x', 1] }, { $push: { a: { $each: [null], $sort: -1 } } }, { a: ['x', 3, 1, null] }],
    [
      { a: [{ x: 2, y: 1 }, { x: 1 }] },
      { $push: { a: { $each: [{ x: 2, y: 0 }], $sort: { x: 1, y: 1 }, $slice: -2, $position: 0 } } },
      {
        a: [
          { x: 2, y: 0 },
          { x: 2, y: 1 },
        ],
      },
    ],
    // sets
    [{ a: [1, { x: 1, y: 2 }] }, { $addToSet: { a: { y: 2, x: 1 } } }, { a: [1, { x: 1, y: 2 }, { y: 2, x: 1 }] }],
    [{ a: [{ x: 1 }] }, { $addToSet: { a: { x: 1 } } }, { a: [{ x: 1 }] }],
    [{ a: [1] }, { $addToSet: { a: [1] } }, { a: [1, [1]] }],
    [{}, { $addToSet: { a: { $each: ['b', 'b'] } } }, { a: ['b'] }],
    // pull
    [{ a: [1, [1], 1] }, { $pull: { a: 1 } }, { a: [[1]] }],
    [{ a: [[1], [[1]]] }, { $pull: { a: [1] } }, { a: [[[1]]] }],
    [{ a: ['ab', 'b', 1] }, { $pull: { a: /^a/ } }, { a: ['b', 1] }],
    [{ a: ['a', 'b', 'c'] }, { $pull: { a: { $in: ['a', 'c'] } } }, { a: ['b'] }],
    [{ a: [null, 0] }, { $pull: { a: null } }, { a: [0] }],
    [{ a: [{ x: 1 }, { x: 2 }, 5] }, { $pull: { a: { x: { $gte: 2 } } } }, { a: [{ x: 1 }, 5] }],
    [
      { a: [{ q: [{ n: 1 }] }, { q: [{ n: 5 }] }] },
      { $pull: { a: { q: { $elemMatch: { n: { $gt: 2 } } } } } },
      { a: [{ q: [{ n: 1 }] }] },
    ],
    [{ a: [{ x: 1 }, { y: 2 }, { z: 3 }] }, { $pull: { a: { $or: [{ x: 1 }, { y: 2 }] } } }, { a: [{ z: 3 }] }],
    [{ b: 1 }, { $pull: { a: 1 } }, { b: 1 }],
    [{ a: [1, 2, 2] }, { $pullAll: { a: [2, 9] } }, { a: [1] }],
    [{ a: [1, 2] }, { $pop: { a: 1 } }, { a: [1] }],
    [{ a: [] }, { $pop: { a: -1 } }, { a: [] }],
    // bits
    [{ a: 13 }, { $bit: { a: { and: new Int32(10) } } }, { a: 8 }],
    [{ a: 3 }, { $bit: { a: { or: new Int32(5) }, b: { xor: new Int32(5) } } }, { a: 7, b: 5 }],
    // every element
    [{ a: [[1, 2], [3]] }, { $inc: { 'a.$[].$[]': 1 } }, { a: [[2, 3], [4]] }],
    [{ a: [{ b: [1] }, { b: [2] }] }, { $push: { 'a.$[].b': 9 } }, { a: [{ b: [1, 9] }, { b: [2, 9] }] }],
  ])('%j by %j', async (before, update, after) => {
    await rows.insertOne({ ...before, _id: 1 });
    await rows.updateOne({ _id: 1 }, update);
    const { _id, ...result } = (await rows.findOne({})) as Document;
    expect(JSON.stringify(result)).toBe(JSON.stringify(after));
  });

  it.each<[Document, Document, Document]>([
    [{ $inc: { a: new Int32(1) } }, { a: new Int32(2147483647) }, { a: Long.fromNumber(2147483648) }],
    [{ $inc: { a: new Int32(1) } }, { a: new Double(1) }, { a: new Double(2) }],
    [{ $inc: { a: new Double(1) } }, { a: Long.fromNumber(1) }, { a: new Double(2) }],
    [{ $inc: { a: Decimal128.fromString('0.20') } }, { a: new Int32(1) }, { a: Decimal128.fromString('1.20') }],
    [{ $mul: { a: new Int32(2) } }, { a: new Int32(2000000000) }, { a: Long.fromNumber(4000000000) }],
    [{ $mul: { a: Decimal128.fromString('3') } }, {}, { a: Decimal128.fromString('0') }],
    [{ $mul: { a: Long.fromNumber(3) } }, {}, { a: Long.ZERO }],
    [{ $max: { a: Long.fromNumber(5) } }, { a: new Int32(5) }, { a: new Int32(5) }],
    [{ $bit: { a: { or: Long.fromNumber(1) } } }, { a: new Int32(2) }, { a: Long.fromNumber(3) }],
  ])('%j keeps or widens the type of %j', async (update, before, after) => {
    await rows.insertOne({ ...before, _id: 1 });
    await rows.updateOne({ _id: 1 }, update);
    const { _id, ...result } = (await rows.findOne({}, { promoteValues: false })) as Document;
    expect(result).toEqual(after);
  });

  it('$currentDate sets a date or a timestamp', async () => {
    await rows.insertOne({ _id: 1 });
    await rows.updateOne(
      { _id: 1 },
      { $currentDate: { a: true as never, b: { $type: 'timestamp' }, c: { $type: 'date' } } },
    );
    expect(await rows.findOne({})).toEqual({
      _id: 1,
      a: expect.any(Date),
      b: expect.any(Timestamp),
      c: expect.any(Date),
    });
  });

  it.each<[Document, Document, Document, Document]>([
    // filter, update, before, after
    [{ a: 1, b: 5 }, { $set: { 'b.$': 0 } }, { a: [1, 2], b: [4, 5] }, { a: [1, 2], b: [4, 0] }],
    [{ 'a.x': { $gt: 1 } }, { $unset: { 'a.$.x': 1 } }, { a: [{ x: 1 }, { x: 2 }] }, { a: [{ x: 1 }, {}] }],
    [{ $or: [{ a: 9 }, { a: 2 }] }, { $inc: { 'a.$': 5 } }, { a: [1, 2] }, { a: [1, 7] }],
    [{ a: { $in: [7, 2] } }, { $inc: { 'a.$': 5 } }, { a: [1, 2] }, { a: [1, 7] }],
    [
      { a: { $elemMatch: { x: 1, y: { $gt: 1 } } } },
      { $set: { 'a.$.y': 0 } },
      {
        a: [
          { x: 1, y: 1 },
          { x: 1, y: 2 },
        ],
      },
      {
        a: [
          { x: 1, y: 1 },
          { x: 1, y: 0 },
        ],
      },
    ],
  ])('the element that %j found takes %j', async (filter, update, before, after) => {
    await rows.insertOne({ ...before, _id: 1 });
    await rows.updateOne(filter, update);
    expect(await rows.findOne({})).toEqual({ _id: 1, ...after });
  });

  it.each<[Document, Document[], Document, Document]>([
    [
      { $set: { 'a.$[e].b.$[f]': 0 } },
      [{ 'e.x': 1 }, { f: { $gte: 5 } }],
      {
        a: [
          { x: 1, b: [4, 5] },
          { x: 2, b: [5] },
        ],
      },
      {
        a: [
          { x: 1, b: [4, 0] },
          { x: 2, b: [5] },
        ],
      },
    ],
    [{ $set: { 'a.$[e]': 0 } }, [{ $and: [{ e: { $gt: 1 } }, { e: { $ne: 3 } }] }], { a: [1, 2, 3] }, { a: [1, 0, 3] }],
    [{ $unset: { 'a.$[e].x': 1 } }, [{ 'e.x': { $exists: true } }], { a: [{ x: 1 }, { y: 1 }] }, { a: [{}, { y: 1 }] }],
  ])('%j with filters %j', async (update, arrayFilters, before, after) => {
    await rows.insertOne({ ...before, _id: 1 });
    await rows.updateOne({ _id: 1 }, update, { arrayFilters });
    expect(await rows.findOne({})).toEqual({ _id: 1, ...after });
  });

  it.each<[Document, Document | Document[], Document]>([
    [{ a: 1, 'b.c': 2 }, { $set: { x: 1 } }, { _id: 9, a: 1, b: { c: 2 }, x: 1 }],
    [{ $and: [{ a: 1 }, { b: { $eq: 2 } }], c: { $gt: 3 } }, { $inc: { n: 2 } }, { _id: 9, a: 1, b: 2, n: 2 }],
    [{ a: { $in: [1] }, b: { $in: [1, 2] } }, { $set: { x: 1 } }, { _id: 9, a: 1, x: 1 }],
    [{ $or: [{ a: 1 }] }, { $set: { x: 1 } }, { _id: 9, a: 1, x: 1 }],
    [{ $or: [{ a: 1 }, { a: 2 }] }, { $set: { x: 1 } }, { _id: 9, x: 1 }],
    [{ a: { $all: [1] } }, { $set: { x: 1 } }, { _id: 9, a: 1, x: 1 }],
    [{ a: /x/, b: { $ne: 1 } }, { $push: { c: 1 } }, { _id: 9, c: [1] }],
    [{ a: 1 }, { $setOnInsert: { b: 1 }, $max: { c: 3 }, $unset: { a: 1 } }, { _id: 9, b: 1, c: 3 }],
    [{ a: 1 }, [{ $set: { b: { $add: ['$a', 1] } } }], { _id: 9, a: 1, b: 2 }],
  ])('an upsert of %j by %j', async (filter, update, after) => {
    const result = await rows.updateOne({ _id: 9, ...filter }, update, { upsert: true });
    expect(result).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1, upsertedId: 9 });
    expect(await rows.findOne({})).toEqual(after);
  });

  it.each<[Document[], Document, Document]>([
    [[{ $set: { 'a.b': '$n', n: '$$REMOVE' } }], { a: [{ x: 1 }, 2], n: 5 }, { a: [{ x: 1, b: 5 }, { b: 5 }] }],
    [[{ $replaceWith: { $mergeObjects: [{ z: 1 }, '$$ROOT'] } }], { n: 5 }, { z: 1, n: 5 }],
    [[{ $set: { m: 1 } }, { $set: { n: { $add: ['$m', 1] } } }], { n: 5 }, { n: 2, m: 1 }],
    [[{ $project: { n: 1 } }], { a: 1, n: 5 }, { n: 5 }],
    [[{ $unset: ['a.b', 'n'] }], { a: { b: 1, c: 2 }, n: 5 }, { a: { c: 2 } }],
  ])('the pipeline %j on %j', async (pipeline, before, after) => {
    await rows.insertOne({ ...before, _id: 1 });
    await rows.updateOne({ _id: 1 }, pipeline);
    expect(JSON.stringify(await rows.findOne({}))).toBe(JSON.stringify({ _id: 1, ...after }));
  });

  it.each<[Document | Document[], number, Document?]>([
    [{ $set: { '_id.x': 2 } }, 66, { _id: { x: 1 } }],
    [{ $unset: { _id: 1 } }, 66],
    [{ $rename: { _id: 'b' } }, 66],
    [{ $rename: { a: '_id' } }, 66, { a: 5 }],
    [[{ $set: { _id: 9 } }], 66],
    [{ $set: { a: 1, 'a.b': 2 } }, 40],
    [{ $set: { a: 1 }, $unset: { a: 1 } }, 40],
    [{ $rename: { a: 'b' }, $set: { b: 1 } }, 40],
    [{ $rename: { a: 'b' }, $set: { 'a.x': 1 } }, 40],
    [{ $rename: { a: 'a' } }, 2],
    [{ $rename: { a: 5 } }, 2],
    [{ $rename: { 'a.$[]': 'b' } }, 2],
    [{ $rename: { 'a.0': 'b' } }, 2, { a: [1] }],
    [{ $inc: { a: 1 } }, 14, { a: null }],
    [{ $inc: { a: 'x' } }, 14],
    [{ $mul: { a: 2 } }, 2, { a: Long.MAX_VALUE }],
    [{ $set: { 'a.b.c': 1 } }, 28, { a: { b: 5 } }],
    [{ $set: { 'a.b': 1 } }, 28, { a: [1] }],
    [{ $set: { 'a.0.b': 1 } }, 28, { a: [null] }],
    [{ $push: { a: 1 } }, 2, { a: {} }],
    [{ $push: { a: { $each: 1 } } }, 2],
    [{ $push: { a: { $each: [], $what: 1 } } }, 2],
    [{ $push: { a: { $each: [], $slice: 1.5 } } }, 2],
    [{ $push: { a: { $each: [], $sort: 2 } } }, 2],
    [{ $push: { a: { $each: [], $sort: {} } } }, 2],
    [{ $addToSet: { a: { $each: 1 } } }, 14],
    [{ $addToSet: { a: { $each: [1], $slice: 1 } } }, 2],
    [{ $pull: { a: 1 } }, 2, { a: 5 }],
    [{ $pullAll: { a: 1 } }, 2],
    [{ $pop: { a: 2 } }, 9],
    [{ $pop: { a: 1 } }, 14, { a: 'x' }],
    [{ $bit: { a: { and: 1.5 } } }, 2],
    [{ $bit: { a: { not: new Int32(1) } } }, 2],
    [{ $bit: { a: { or: new Int32(1) } } }, 2, { a: 'x' }],
    [{ $currentDate: { a: 'now' } }, 2],
    [{ $set: 5 } as never, 9],
    [{ $set: { '': 1 } }, 56],
    [{ $set: { 'a..b': 1 } }, 56],
    [{ $set: { $a: 1 } }, 52],
    [{ $set: { 'a.$': 1 } }, 2, { a: [1] }],
    [{ $set: { 'a.$.b.$': 1 } }, 2, { a: [{ b: [1] }] }],
    [{ $set: { 'a.$[]': 1 } }, 2, { a: 5 }],
    [{ $set: { 'a.$[]': 1 } }, 2],
    [{ $set: { 'a.$[e]': 1 } }, 2, { a: [1] }],
    [[{ $group: { _id: 1 } }], 72],
    [[{ $set: { a: {} } }], 40180],
  ])('refuses %j with %d', async (update, code, before = {}) => {
    await rows.insertOne({ _id: 1, ...before });
    const [{ _id }] = (await rows.find().toArray()) as [Document & { _id: number }];
    await expect(rows.updateOne({ _id }, update)).rejects.toMatchObject({ code });
    expect(await rows.findOne({ _id })).toEqual({ _id: 1, ...before });
  });

  it.each<[Document[], number]>([
    [[{ e: 1 }, { f: 1 }], 9],
    [[{ e: 1 }, { e: 2 }], 9],
    [[{ e: 1, f: 2 }], 9],
    [[{}], 9],
    [[{ E: 1 }], 2],
    [[5 as never], 14],
  ])('refuses the array filters %j', async (arrayFilters, code) => {
    await rows.insertOne({ _id: 1, a: [1] });
    await expect(rows.updateOne({ _id: 1 }, { $set: { 'a.$[e]': 2 } }, { arrayFilters })).rejects.toMatchObject({
      code,
    });
  });
});
