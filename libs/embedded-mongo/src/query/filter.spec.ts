import { Binary, Decimal128, Long, UUID } from 'bson';
import type { Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

describe('filters', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  afterAll(() => database.close());

  let number = 0;

  /** The ids, in order, of the documents that match. */
  async function matching(documents: Document[], filter: Document): Promise<number[]> {
    number += 1;
    const rows = database.db.collection<Document & { _id: number }>(`filter${number}`);
    await rows.insertMany(documents.map((document, _id) => ({ _id, ...document })));
    return (await rows.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
  }

  const inventory = [
    { item: 'journal', qty: 25, tags: ['blank', 'red'], dim: { h: 14, w: 21 }, dims: [14, 21] },
    { item: 'notebook', qty: 50, tags: ['red', 'blank'], dim: { h: 14, w: 21 }, dims: [14, 21] },
    { item: 'paper', qty: 100, tags: ['red', 'blank', 'plain'], dims: [14, 21] },
    { item: 'planner', qty: 75, tags: ['blank', 'red'], dims: [22.85, 30] },
    { item: 'postcard', qty: 45, tags: ['blue'], dims: [10, 15.25] },
  ];

  it.each<[string, Document, number[]]>([
    ['an array as a whole', { tags: ['red', 'blank'] }, [1]],
    ['$all in any order', { tags: { $all: ['red', 'blank'] } }, [0, 1, 2, 3]],
    ['an element', { tags: 'red' }, [0, 1, 2, 3]],
    ['a comparison of elements', { dims: { $gt: 25 } }, [3]],
    ['conditions met by different elements', { dims: { $gt: 15, $lt: 20 } }, [0, 1, 2, 4]],
    ['$elemMatch on one element', { dims: { $elemMatch: { $gt: 22, $lt: 30 } } }, [3]],
    ['an array position', { 'dims.1': { $gt: 25 } }, [3]],
    ['$size', { tags: { $size: 3 } }, [2]],
    ['$in', { qty: { $in: [5, 25, 45] } }, [0, 4]],
    ['$nin', { qty: { $nin: [25, 45] } }, [1, 2, 3]],
    ['$not with missing fields', { 'dim.h': { $not: { $gt: 5 } } }, [2, 3, 4]],
    ['a sub-document as a whole', { dim: { h: 14, w: 21 } }, [0, 1]],
    ['fields in another order', { dim: { w: 21, h: 14 } }, []],
    ['$or and a condition', { $or: [{ qty: { $lt: 30 } }, { item: /^p/ }], tags: 'red' }, [0, 2, 3]],
    ['$nor', { $nor: [{ qty: 25 }, { item: 'paper' }] }, [1, 3, 4]],
    ['$regex with options', { item: { $regex: 'PA', $options: 'i' } }, [2]],
    ['$mod', { qty: { $mod: [50, 0] } }, [1, 2]],
    ['$expr', { $expr: { $gt: ['$qty', { $multiply: [{ $size: '$tags' }, 30] }] } }, [2, 3, 4]],
    ['$type of elements', { tags: { $type: 'string' } }, [0, 1, 2, 3, 4]],
    ['$type array', { tags: { $type: 'array' } }, [0, 1, 2, 3, 4]],
    ['$exists', { dim: { $exists: false } }, [2, 3, 4]],
  ])('match %s', async (_, filter, ids) => {
    expect(await matching(inventory, filter)).toEqual(ids);
  });

  const results = [
    {
      results: [
        { product: 'abc', score: 10 },
        { product: 'xyz', score: 5 },
      ],
    },
    {
      results: [
        { product: 'abc', score: 8 },
        { product: 'xyz', score: 7 },
      ],
    },
    {
      results: [
        { product: 'abc', score: 7 },
        { product: 'xyz', score: 8 },
      ],
    },
  ];

  it.each<[string, Document, number[]]>([
    ['one element with both fields', { results: { $elemMatch: { product: 'xyz', score: { $gte: 8 } } } }, [2]],
    ['fields of different elements', { 'results.product': 'xyz', 'results.score': { $gte: 8 } }, [0, 1, 2]],
    ['no element at all', { results: { $not: { $elemMatch: { score: { $lt: 7 } } } } }, [1, 2]],
    ['a field of the second element', { 'results.1.score': 7 }, [1]],
  ])('match documents in arrays by %s', async (_, filter, ids) => {
    expect(await matching(results, filter)).toEqual(ids);
  });

  it.each<[string, Document, number[]]>([
    ['null or missing', { a: null }, [0, 1]],
    ['not null', { a: { $ne: null } }, [2, 3, 4, 5]],
    ['null in a list', { a: { $in: [null, 3] } }, [0, 1, 2]],
    ['a number only among numbers', { a: { $lt: 10 } }, [2]],
    ['text only among texts', { a: { $gte: '' } }, [3]],
    ['dates only among dates', { a: { $lt: new Date(5) } }, [4]],
    ['false, not zero', { a: false }, [5]],
  ])('compare %s', async (_, filter, ids) => {
    const documents = [{}, { a: null }, { a: 3 }, { a: 'x' }, { a: new Date(1) }, { a: false }];
    expect(await matching(documents, filter)).toEqual(ids);
  });

  it('compare numbers by value, whatever their type', async () => {
    const documents = [{ a: 1 }, { a: 1.5 }, { a: Long.fromNumber(1) }, { a: Decimal128.fromString('1.0') }];
    expect(await matching(documents, { a: 1 })).toEqual([0, 2, 3]);
    expect(await matching(documents, { a: { $gt: Decimal128.fromString('1.2') } })).toEqual([1]);
  });

  it('keep 64-bit integers apart', async () => {
    const documents = [{ a: Long.fromString('9007199254740993') }, { a: Long.fromString('9007199254740992') }];
    expect(await matching(documents, { a: Long.fromString('9007199254740993') })).toEqual([0]);
  });

  it('match UUIDs and binary data by their bytes', async () => {
    const id = new UUID('0c9b6f3a-2f3a-4f0e-9d5c-6f1f0a3e8a11');
    expect(await matching([{ id }, { id: new Binary(id.buffer, 0) }], { id })).toEqual([0]);
  });

  it('look into nested arrays only as deep as the manual says', async () => {
    expect(await matching([{ a: [[1, 2], [3]] }, { a: [1] }], { a: 1 })).toEqual([1]);
    expect(await matching([{ a: [[1, 2], [3]] }, { a: [3] }], { a: [3] })).toEqual([0, 1]);
  });

  it('sort across types and by the least or greatest element', async () => {
    const rows = database.db.collection<Document & { _id: number }>('sorted');
    await rows.insertMany([
      { _id: 0, a: 'x' },
      { _id: 1, a: 5 },
      { _id: 2 },
      { _id: 3, a: [9, 1] },
      { _id: 4, a: [] },
      { _id: 5, a: true },
    ]);
    const ids = async (direction: 1 | -1) => (await rows.find().sort({ a: direction }).toArray()).map(({ _id }) => _id);
    expect(await ids(1)).toEqual([4, 2, 3, 1, 0, 5]);
    expect(await ids(-1)).toEqual([5, 0, 3, 1, 2, 4]);
  });

  it('project fields, slices and matched elements', async () => {
    const rows = database.db.collection<Document & { _id: number }>('projected');
    await rows.insertOne({
      _id: 1,
      name: 'n',
      secret: 's',
      list: [1, 2, 3, 4],
      sub: { a: 1, b: 2 },
      grades: [{ g: 70 }, { g: 85 }, { g: 90 }],
    });
    const project = (projection: Document, filter: Document = {}) => rows.findOne(filter, { projection });
    expect(await project({ name: 1 })).toEqual({ _id: 1, name: 'n' });
    expect(await project({ name: 1, _id: 0 })).toEqual({ name: 'n' });
    expect(await project({ secret: 0, list: 0, grades: 0, 'sub.a': 0 })).toEqual({ _id: 1, name: 'n', sub: { b: 2 } });
    expect(await project({ 'grades.g': 1, _id: 0 })).toEqual({ grades: [{ g: 70 }, { g: 85 }, { g: 90 }] });
    expect(await project({ list: { $slice: [1, 2] }, name: 1 })).toEqual({ _id: 1, name: 'n', list: [2, 3] });
    expect(await project({ list: { $slice: -1 }, _id: 1 })).toMatchObject({ list: [4] });
    expect(await project({ grades: { $elemMatch: { g: { $gt: 80 } } } })).toEqual({ _id: 1, grades: [{ g: 85 }] });
    expect(await project({ 'grades.$': 1 }, { 'grades.g': { $gte: 85 } })).toEqual({ _id: 1, grades: [{ g: 85 }] });
    expect(await project({ upper: { $toUpper: '$name' }, _id: 0 })).toEqual({ upper: 'N' });
    await expect(project({ name: 1, secret: 0 })).rejects.toMatchObject({ code: 31254 });
  });
});
