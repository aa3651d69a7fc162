import { Decimal128, Double, Int32, Long } from 'bson';
import type { Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

describe('stages', () => {
  let database: TestDatabase;
  let number = 0;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  afterAll(() => database.close());

  /** What a pipeline makes of documents, which get their places as ids. */
  async function run(documents: Document[], pipeline: Document[], promoteValues = true): Promise<Document[]> {
    number += 1;
    const rows = database.db.collection<Document>(`stage${number}`);
    await rows.insertMany(documents.map((document, _id) => ({ ...document, _id }) as Document));
    return rows.aggregate(pipeline, { promoteValues }).toArray();
  }

  const scores = [
    { g: 'a', n: 3, name: 'x' },
    { g: 'a', n: 1, name: 'y' },
    { g: 'a', n: 'text', name: 'z' },
    { g: 'a', n: null },
    { g: 'a' },
  ];

  it.each<[Document, unknown]>([
    [{ $sum: '$n' }, 4],
    [{ $sum: 1 }, 5],
    [{ $avg: '$n' }, 2],
    [{ $avg: '$name' }, null],
    [{ $min: '$n' }, 1],
    [{ $max: '$n' }, 'text'],
    [{ $min: '$none' }, null],
    [{ $first: '$n' }, 3],
    [{ $last: '$n' }, null],
    [{ $push: '$n' }, [3, 1, 'text', null]],
    [
      { $push: { n: '$n', who: '$name' } },
      [{ n: 3, who: 'x' }, { n: 1, who: 'y' }, { n: 'text', who: 'z' }, { n: null }, {}],
    ],
    [{ $addToSet: '$g' }, ['a']],
    [{ $count: {} }, 5],
    [{ $mergeObjects: { last: '$name' } }, { last: 'z' }],
    [{ $stdDevPop: '$n' }, 1],
    [{ $stdDevSamp: '$n' }, Math.SQRT2],
    [{ $top: { sortBy: { n: -1 }, output: '$name' } }, 'z'],
    [
      { $topN: { n: 2, sortBy: { n: 1, name: 1 }, output: ['$n', '$name'] } },
      [
        [null, null],
        [null, null],
      ],
    ],
    [{ $bottom: { sortBy: { n: -1, _id: 1 }, output: '$_id' } }, 4],
    [{ $bottomN: { n: 2, sortBy: { _id: 1 }, output: '$_id' } }, [3, 4]],
    [{ $firstN: { n: 2, input: '$n' } }, [3, 1]],
    [{ $lastN: { n: 2, input: '$n' } }, [null, null]],
    [{ $minN: { n: 2, input: '$n' } }, [1, 3]],
    [{ $maxN: { n: 2, input: '$n' } }, ['text', 3]],
  ])('accumulate %j', async (accumulator, expected) => {
    expect(await run(scores, [{ $group: { _id: '$g', v: accumulator } }])).toEqual([{ _id: 'a', v: expected }]);
  });

  it('add numbers of several types up to the widest', async () => {
    const sum = async (...values: unknown[]) =>
      (
        await run(
          values.map((n) => ({ n })),
          [{ $group: { _id: null, v: { $sum: '$n' }, a: { $avg: '$n' } } }],
          false,
        )
      )[0];
    expect(await sum(new Int32(2147483647), new Int32(1))).toMatchObject({ v: Long.fromNumber(2147483648) });
    expect(await sum(Long.MAX_VALUE, new Int32(1))).toMatchObject({ v: new Double(2 ** 63) });
    expect(await sum(...Array.from({ length: 10 }, () => new Double(0.1)))).toMatchObject({ v: new Double(1) });
    expect(await sum(new Int32(1), Decimal128.fromString('0.1'))).toMatchObject({
      v: Decimal128.fromString('1.1'),
      a: Decimal128.fromString('0.55'),
    });
  });

  it('group by equal values: 1 and 1.0 meet, null and missing too', async () => {
    const documents = [
      { k: 1 },
      { k: Long.fromNumber(1) },
      { k: 1.5 },
      { k: null },
      {},
      { k: [1] },
      { k: { a: 1 } },
      { k: { a: 1 } },
    ];
    expect(await run(documents, [{ $group: { _id: '$k', n: { $sum: 1 } } }])).toEqual([
      { _id: 1, n: 2 },
      { _id: 1.5, n: 1 },
      { _id: null, n: 2 },
      { _id: [1], n: 1 },
      { _id: { a: 1 }, n: 2 },
    ]);
    expect(await run(documents, [{ $group: { _id: { k: '$none' } } }])).toEqual([{ _id: {} }]);
  });

  const rooms = [{ tag: 'x' }, { tag: ['x', 'y'] }, { tag: null }, {}, { tag: [] }];

  it('join missing with null, arrays by element, and both forms together', async () => {
    const others = database.db.collection<Document & { _id: number }>('others');
    await others.insertMany([
      { _id: 1, t: 'x', n: 1 },
      { _id: 2, t: ['y', 'z'], n: 2 },
      { _id: 3, n: 3 },
      { _id: 4, t: 'x', n: 4 },
    ]);
    const lookup = { from: 'others', localField: 'tag', foreignField: 't', as: 'found' };
    const ids = (rows: Document[]) => rows.map(({ found }) => found.map(({ _id }: Document) => _id));
    expect(ids(await run(rooms, [{ $lookup: lookup }]))).toEqual([[1, 4], [1, 2, 4], [3], [3], []]);
    const limited = {
      ...lookup,
      let: { id: '$_id' },
      pipeline: [{ $match: { $expr: { $gt: ['$n', '$$id'] } } }, { $sort: { n: -1 } }, { $limit: 1 }],
    };
    expect(ids(await run(rooms, [{ $lookup: limited }]))).toEqual([[4], [4], [3], [], []]);
    expect(ids(await run([{}], [{ $lookup: { from: 'nowhere', pipeline: [], as: 'found' } }]))).toEqual([[]]);
    expect(await run([{ a: { b: 1 } }], [{ $lookup: { ...lookup, as: 'a.c' } }, { $project: { a: 1 } }])).toEqual([
      { _id: 0, a: { b: 1, c: [{ _id: 3, n: 3 }] } },
    ]);
  });

  it('unwind below a document and keep other fields', async () => {
    const documents = [{ a: { b: [1, 2] }, z: 1 }, { a: { b: [] } }, { a: [{ b: [3] }] }, { a: { b: 5 } }];
    expect(await run(documents, [{ $unwind: '$a.b' }])).toEqual([
      { _id: 0, a: { b: 1 }, z: 1 },
      { _id: 0, a: { b: 2 }, z: 1 },
      { _id: 3, a: { b: 5 } },
    ]);
    const path = { path: '$a.b', preserveNullAndEmptyArrays: true, includeArrayIndex: 'a.i' };
    expect((await run(documents.slice(0, 2), [{ $unwind: path }])).map(({ a }) => a)).toEqual([
      { b: 1, i: 0 },
      { b: 2, i: 1 },
      { i: null },
    ]);
  });

  it.each<[Document[], Document[], Document[]]>([
    [[{ a: { b: 1 } }], [{ $set: { 'a.c': 2, a2: { x: '$a.b' } } }], [{ _id: 0, a: { b: 1, c: 2 }, a2: { x: 1 } }]],
    [[{ a: [{ b: 1 }, [{ b: 2 }], 3] }], [{ $set: { 'a.b': 9 } }], [{ _id: 0, a: [{ b: 9 }, [{ b: 9 }], { b: 9 }] }]],
    [[{ a: 1, b: 2 }], [{ $set: { a: '$b', b: '$a' } }], [{ _id: 0, a: 2, b: 1 }]],
    [[{ a: [{ b: 1, c: 2 }] }], [{ $unset: ['a.b', 'x'] }], [{ _id: 0, a: [{ c: 2 }] }]],
    [[{ a: { b: 1, c: 2 } }], [{ $project: { _id: 0, a: { b: 1, d: '$a.c' } } }], [{ a: { b: 1, d: 2 } }]],
    [[{ a: [{ b: 1 }, { b: 2 }] }], [{ $project: { _id: 0, list: '$a.b' } }], [{ list: [1, 2] }]],
    [[{ a: 1 }], [{ $project: { a: { $literal: 1 }, b: '$none' } }], [{ _id: 0, a: 1 }]],
    [[{ a: { b: 1 } }], [{ $replaceRoot: { newRoot: '$a' } }], [{ b: 1 }]],
    [[{ a: 1 }, { a: 2 }, { a: 3 }], [{ $skip: 1 }, { $limit: 1 }, { $project: { _id: 0 } }], [{ a: 2 }]],
    [[{ a: 1 }, { a: 2 }, { a: 3 }], [{ $limit: 2 }, { $skip: 1 }, { $project: { _id: 0 } }], [{ a: 2 }]],
    [[{ a: 1 }, { a: 2 }, { a: 3 }], [{ $limit: 2 }, { $match: { a: { $gt: 1 } } }, { $count: 'n' }], [{ n: 1 }]],
    [
      [{ a: 1 }, { a: 3 }, { a: 2 }],
      [{ $sort: { a: -1 } }, { $limit: 2 }, { $sort: { a: 1 } }, { $project: { _id: 0 } }],
      [{ a: 2 }, { a: 3 }],
    ],
    [
      [{ a: 1 }, { a: 1 }, { a: 2 }],
      [{ $sortByCount: '$a' }],
      [
        { _id: 1, count: 2 },
        { _id: 2, count: 1 },
      ],
    ],
    [
      [{ y: 1840 }, { y: 1850 }, { y: 1860 }, { y: 1999 }, {}],
      [
        {
          $bucket: {
            groupBy: '$y',
            boundaries: [1840, 1850, 1860],
            default: 'Other',
            output: { n: { $sum: 1 }, ys: { $push: '$y' } },
          },
        },
      ],
      [
        { _id: 1840, n: 1, ys: [1840] },
        { _id: 1850, n: 1, ys: [1850] },
        { _id: 'Other', n: 3, ys: [1860, 1999] },
      ],
    ],
    [
      [{ a: 1 }],
      [{ $facet: { none: [{ $match: { a: 5 } }], all: [{ $count: 'n' }] } }],
      [{ none: [], all: [{ n: 1 }] }],
    ],
    [
      [{ a: 1 }, { a: 2 }],
      [{ $sample: { size: 5 } }, { $group: { _id: null, n: { $sum: '$a' } } }],
      [{ _id: null, n: 3 }],
    ],
  ])('make of %j by %j', async (documents, pipeline, expected) => {
    expect(JSON.stringify(await run(documents, pipeline))).toBe(JSON.stringify(expected));
  });

  it('add the documents of another collection', async () => {
    await database.db.collection<Document & { _id: number }>('more').insertMany([
      { _id: 7, a: 1 },
      { _id: 8, a: 2 },
    ]);
    const union = { $unionWith: { coll: 'more', pipeline: [{ $match: { a: 2 } }] } };
    expect(await run([{ a: 0 }], [union])).toEqual([
      { _id: 0, a: 0 },
      { _id: 8, a: 2 },
    ]);
  });

  it.each<[Document, number]>([
    [{ $group: { n: { $sum: 1 } } }, 15955],
    [{ $group: { _id: 1, n: 5 } }, 40234],
    [{ $group: { _id: 1, 'a.b': { $sum: 1 } } }, 40235],
    [{ $group: { _id: 1, n: { $median: 1 } } }, 15952],
    [{ $group: { _id: 1, n: { $sum: ['$a', '$b'] } } }, 40237],
    [{ $group: { _id: 1, n: { $mergeObjects: '$a' } } }, 40400],
    [{ $unwind: 'a' }, 28818],
    [{ $unwind: { path: '$a', what: 1 } }, 28811],
    [{ $unwind: {} }, 28808],
    [{ $lookup: { from: 'x', localField: 'a', as: 'b' } }, 9],
    [{ $lookup: { from: 'x', pipeline: 1, as: 'b' } }, 14],
    [{ $facet: {} }, 40169],
    [{ $facet: { a: [{ $facet: { b: [] } }] } }, 40600],
    [{ $replaceRoot: { newRoot: '$a' } }, 40228],
    [{ $replaceRoot: {} }, 40231],
    [{ $project: {} }, 51272],
    [{ $project: { a: 1, b: 0 } }, 31254],
    [{ $addFields: { a: {} } }, 40180],
    [{ $count: '$a' }, 40156],
    [{ $sort: {} }, 15976],
    [{ $limit: 0 }, 15958],
    [{ $skip: -1 }, 5107200],
    [{ $sortByCount: 'a' }, 40147],
    [{ $bucket: { groupBy: '$a', boundaries: [2, 1] } }, 40194],
    [{ $bucket: { groupBy: '$a', boundaries: [5, 9] } }, 40066],
    [{ $match: { $expr: { $nothing: 1 } } }, 168],
    [{ $setWindowFields: {} }, 40324],
    [{ $match: {}, $limit: 1 }, 40323],
  ])('refuse %j', async (stage, code) => {
    await expect(run([{ a: 1 }], [stage])).rejects.toMatchObject({ code });
  });
});
