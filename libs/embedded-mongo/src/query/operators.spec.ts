import { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import type { Collection, Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

const elements = (...list: [x: number, y: number][]) => list.map(([x, y]) => ({ x, y }));

/** What each filter picks out of the values of `a`, by their places. */
const cases: [string, unknown[], [filter: unknown, places: number[]][]][] = [
  [
    'null, missing and empty',
    [undefined, null, [], [null], 0, '', { b: null }, { b: 1 }],
    [
      [null, [0, 1, 3]],
      [{ $ne: null }, [2, 4, 5, 6, 7]],
      [{ $exists: true }, [1, 2, 3, 4, 5, 6, 7]],
      [{ $exists: false }, [0]],
      [{ $exists: 0 }, [0]],
      [{ $type: 'null' }, [1, 3]],
      [{ $gte: null }, [0, 1, 3]],
      [{ $gt: null }, []],
      [{ $in: [null, ''] }, [0, 1, 3, 5]],
      [{ $nin: [null] }, [2, 4, 5, 6, 7]],
      [{ $size: 0 }, [2]],
      [{ $not: { $gt: -1 } }, [0, 1, 2, 3, 5, 6, 7]],
      [{ b: null }, [6]],
      [{}, []],
    ],
  ],
  [
    'arrays and arrays in them',
    [[1, 2], [[1, 2]], [2, 1], 1, [[1], 2], [[]], []],
    [
      [1, [0, 2, 3]],
      [
        [1, 2],
        [0, 1],
      ],
      [[1], [4]],
      [[], [5, 6]],
      [{ $in: [[1, 2], 1] }, [0, 1, 2, 3]],
      [{ $all: [1, 2] }, [0, 2]],
      [{ $all: [[1, 2]] }, [0, 1]],
      [{ $all: [] }, []],
      [{ $size: 1 }, [1, 5]],
      [{ $elemMatch: { $eq: 1 } }, [0, 2]],
      [{ $elemMatch: { $size: 2 } }, [1]],
      [{ $elemMatch: { $elemMatch: { $gt: 1 } } }, [1]],
      [{ $gt: [1] }, [0, 1, 2, 4, 5]],
      [{ $type: 'array' }, [0, 1, 2, 4, 5, 6]],
      [{ $type: ['int'] }, [0, 2, 3, 4]],
      [{ $not: { $elemMatch: { $gte: 1 } } }, [1, 3, 5, 6]],
      [{ $ne: 1 }, [1, 4, 5, 6]],
    ],
  ],
  [
    'documents in arrays',
    [elements([1, 2], [3, 4]), elements([1, 4]), { x: 1, y: 4 }, [5, { x: 1 }], elements()],
    [
      [{ $elemMatch: { x: 1, y: 4 } }, [1]],
      [{ $elemMatch: { x: { $gt: 0, $lt: 2 }, y: { $ne: 4 } } }, [0, 3]],
      [{ $elemMatch: { $or: [{ x: 3 }, { y: 4 }] } }, [0, 1]],
      [{ $elemMatch: { $nor: [{ x: 1 }] } }, [0]],
      [{ $elemMatch: {} }, [0, 1, 3]],
      [{ $all: [{ $elemMatch: { x: 1 } }, { $elemMatch: { y: 4 } }] }, [0, 1]],
      [{ x: 1, y: 4 }, [1, 2]],
      [{ y: 4, x: 1 }, []],
    ],
  ],
  [
    'numbers of all types',
    [
      new Int32(5),
      new Double(5.5),
      Long.fromNumber(5),
      Decimal128.fromString('5.0'),
      '5',
      new Double(Number.NaN),
      true,
    ],
    [
      [5, [0, 2, 3]],
      [{ $gt: 5 }, [1]],
      [{ $gte: Long.fromNumber(5) }, [0, 1, 2, 3]],
      [{ $lt: Decimal128.fromString('5.5') }, [0, 2, 3]],
      [{ $ne: 5 }, [1, 4, 5, 6]],
      [Number.NaN, [5]],
      [{ $gte: Number.NaN }, [5]],
      [{ $lt: Number.NaN }, []],
      [{ $type: 'number' }, [0, 1, 2, 3, 5]],
      [{ $type: [16, 'long'] }, [0, 2]],
      [{ $type: 19 }, [3]],
      [{ $mod: [5, 0] }, [0, 1, 2, 3]],
      [{ $in: [Decimal128.fromString('5'), '5'] }, [0, 2, 3, 4]],
    ],
  ],
  [
    'the order across types',
    [
      new MinKey(),
      1,
      'a',
      { x: 1 },
      [2],
      new ObjectId(),
      false,
      new Date(1),
      new Timestamp({ t: 1, i: 1 }),
      new MaxKey(),
    ],
    [
      [{ $gt: new MinKey() }, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
      [{ $lte: new MaxKey() }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
      [{ $lt: 'b' }, [2]],
      [{ $gte: false }, [6]],
      [{ $gt: {} }, [3]],
      [{ $lt: new Date(5) }, [7]],
      [{ $type: 'minKey' }, [0]],
      [{ $type: 'object' }, [3]],
    ],
  ],
  [
    'text by patterns',
    ['abc', 'ABC', 'abc\n', 'xabc\nabd', ['q', 'abd'], /^ab/, null],
    [
      [/^ab/, [0, 2, 4, 5]],
      [{ $regex: '^ab', $options: 'i' }, [0, 1, 2, 4]],
      [{ $regex: /bc$/ }, [0, 2]],
      [{ $regex: '^abd$', $options: 'm' }, [3, 4]],
      [{ $regex: 'c.a', $options: 's' }, [3]],
      [{ $regex: 'c.a' }, []],
      [{ $not: /^ab/ }, [1, 3, 6]],
      [{ $not: { $regex: 'b' } }, [1, 5, 6]],
      [{ $in: [/^x/, 'abc'] }, [0, 3]],
      [{ $nin: [/b/] }, [1, 5, 6]],
      [{ $all: [/^q/, /^a/] }, [4]],
      [{ $regex: 'ab', $ne: 'abc' }, [2, 3, 4]],
      [{ $elemMatch: { $regex: 'd$' } }, [4]],
    ],
  ],
  [
    'bits',
    [54, 20, 20.0, new Binary(Buffer.from('Zg==', 'base64')), 1.5, -1, Long.fromString('4294967296')],
    [
      [{ $bitsAllSet: [1, 5] }, [0, 3, 5]],
      [{ $bitsAllSet: 50 }, [0, 5]],
      [{ $bitsAllClear: [1, 5] }, [1, 2, 6]],
      [{ $bitsAnySet: 34 }, [0, 3, 5]],
      [{ $bitsAnyClear: [1, 5] }, [1, 2, 6]],
      [{ $bitsAllSet: [32] }, [5, 6]],
    ],
  ],
];

describe('filter operators', () => {
  let database: TestDatabase;
  let rows: Collection<Document & { _id: number }>;

  beforeAll(async () => {
    database = await openTestDatabase();
    rows = database.db.collection('rows');
  });

  afterAll(() => database.close());

  const find = async (filter: Document) => (await rows.find(filter).toArray()).map(({ _id }) => _id);

  describe.each(cases)('on %s', (_, values, filters) => {
    beforeAll(async () => {
      await rows.deleteMany({});
      await rows.insertMany(values.map((a, _id) => (a === undefined ? { _id } : { _id, a })));
    });

    it.each(filters)('pick by %j', async (filter, places) => {
      expect(await find({ a: filter })).toEqual(places);
    });
  });

  it.each<[Document, Document[], number[]]>([
    [{ 'a.b': null }, [{ a: 1 }, { a: [] }, { a: [1] }, { a: [{ c: 1 }] }, {}], [0, 3, 4]],
    [{ 'a.b': { $exists: false } }, [{ a: [{ b: 1 }, {}] }, { a: [{}] }, { a: 1 }], [1, 2]],
    [{ 'a.b': 1 }, [{ a: [[{ b: 1 }]] }, { a: [{ b: [1] }] }, { a: [{ b: 2 }, { b: 1 }] }], [1, 2]],
    [{ 'a.0': 1 }, [{ a: [1] }, { a: { 0: 1 } }, { a: [{ 0: 1 }] }, { a: [[1]] }], [0, 1, 2]],
    [{ 'a.0.b': 1 }, [{ a: [{ b: 1 }] }, { a: [{ b: 2 }, { b: 1 }] }], [0]],
    [{ a: { $gt: 1, $lt: 3 } }, [{ a: [0, 5] }, { a: [2] }, { a: 2 }, { a: [5] }], [0, 1, 2]],
    [{ $and: [{ a: 1 }, { $nor: [{ b: 1 }, { c: 1 }] }] }, [{ a: 1 }, { a: 1, b: 1 }, { a: 1, c: 1 }], [0]],
    [{ a: 1, $comment: 'why' }, [{ a: 1 }, { a: 2 }], [0]],
    [{ $expr: { $eq: ['$a', '$b'] } }, [{ a: 1, b: 1 }, { a: [1], b: 1 }, {}], [0, 2]],
  ])('find %j', async (filter, documents, places) => {
    await rows.deleteMany({});
    await rows.insertMany(documents.map((document, _id) => ({ ...document, _id })));
    expect(await find(filter)).toEqual(places);
  });

  it('use the variables of the command in $expr', async () => {
    await rows.deleteMany({});
    await rows.insertMany([1, 2, 3].map((a, _id) => ({ _id, a })));
    expect(await rows.find({ $expr: { $gt: ['$a', '$$least'] } }, { let: { least: 2 } }).toArray()).toEqual([
      { _id: 2, a: 3 },
    ]);
  });

  it.each<[Document, number]>([
    [{ $where: 'true' }, 238],
    [{ $text: { $search: 'x' } }, 27],
    [{ $jsonSchema: {} }, 238],
    [{ a: { $near: [0, 0] } }, 291],
    [{ a: { $geoWithin: {} } }, 238],
    [{ $unknown: 1 }, 2],
    [{ a: { $unknown: 1 } }, 2],
    [{ a: { $gt: 1, b: 2 } }, 2],
    [{ $and: [] }, 2],
    [{ $or: { a: 1 } }, 2],
    [{ a: { $in: 1 } }, 2],
    [{ a: { $in: [{ $gt: 1 }] } }, 2],
    [{ a: { $not: 1 } }, 2],
    [{ a: { $not: {} } }, 2],
    [{ a: { $size: -1 } }, 9],
    [{ a: { $size: 1.5 } }, 9],
    [{ a: { $type: 'text' } }, 2],
    [{ a: { $type: 99 } }, 2],
    [{ a: { $mod: [0, 1] } }, 2],
    [{ a: { $mod: [2] } }, 2],
    [{ a: { $all: 1 } }, 2],
    [{ a: { $elemMatch: 1 } }, 2],
    [{ a: { $regex: 1 } }, 2],
    [{ a: { $regex: '(' } }, 51091],
    [{ a: { $regex: 'a', $options: 'x' } }, 238],
    [{ a: { $regex: 'a', $options: 'q' } }, 51108],
    [{ a: { $options: 'i' } }, 2],
    [{ a: { $regex: 'a++' } }, 238],
    [{ a: { $gt: /a/ } }, 2],
    [{ a: { $ne: /a/ } }, 2],
    [{ a: { $bitsAllSet: -1 } }, 9],
  ])('refuse %j', async (filter, code) => {
    await expect(rows.findOne(filter)).rejects.toMatchObject({ code });
  });
});
