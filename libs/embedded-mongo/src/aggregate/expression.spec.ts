import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import type { Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

/** A branch of `$switch`; written out, its `then` would make the object look like a promise. */
const branch = (test: unknown, result: unknown) =>
  Object.fromEntries([
    ['case', test],
    ['then', result],
  ]);
const decimal = (text: string) => Decimal128.fromString(text);
const utc = (text: string) => new Date(`${text}Z`);
const fruit = { f: [{ k: 'a', v: [1] }, 5, [{ v: 9 }]], n: 5, none: null };

describe('expressions', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
    await database.db.collection<Document & { _id: number }>('one').insertOne({ _id: 1, ...fruit });
  });

  afterAll(() => database.close());

  /** The value of one expression, with the types of its numbers when asked; undefined when it has none. */
  async function value(expression: unknown, promoteValues = true): Promise<unknown> {
    const pipeline = [{ $project: { _id: 0, v: expression } }];
    const [row] = await database.db.collection('one').aggregate(pipeline, { promoteValues }).toArray();
    return (row as Document).v;
  }

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
    [{ $subtract: [new Date(5000), new Date(2000)] }, 3000],
    // arithmetic
    [{ $add: [] }, 0],
    [{ $add: ['$missing', 1] }, null],
    [{ $add: [new Date(1000), 500] }, new Date(1500)],
    [{ $multiply: [2, 3, 0.5] }, 3],
    [{ $divide: ['$none', 2] }, null],
    [{ $mod: [-7, 3] }, -1],
    [{ $mod: [80.5, 3] }, 2.5],
    [{ $abs: -1.5 }, 1.5],
    [{ $ceil: 7.8 }, 8],
    [{ $ceil: -2.8 }, -2],
    [{ $floor: -2.8 }, -3],
    [{ $sqrt: 25 }, 5],
    [{ $pow: [5, 2] }, 25],
    [{ $pow: [5, -2] }, 0.04],
    [{ $pow: [2, 64] }, 2 ** 64],
    [{ $log: [100, 10] }, 2],
    [{ $log10: 1000 }, 3],
    [{ $round: [19.25, 1] }, 19.2],
    [{ $round: [28.73, 1] }, 28.7],
    [{ $round: [-45.39, 1] }, -45.4],
    [{ $round: [19.25, -1] }, 20],
    [{ $round: [-45.39, -1] }, -50],
    [{ $round: [2.675, 2] }, 2.67],
    [{ $trunc: [1234.5678, 2] }, 1234.56],
    [{ $trunc: [1234.5678, -2] }, 1200],
    [{ $bitAnd: [0, 127, 5] }, 0],
    [{ $bitOr: [0, 127, 5] }, 127],
    [{ $bitXor: [0, 127, 5] }, 122],
    [{ $bitNot: 5 }, -6],
    [{ $sum: [[1, 'x', 2]] }, 3],
    [{ $sum: Array.from({ length: 10 }, () => 0.1) }, 1],
    [{ $avg: [[]] }, null],
    [{ $avg: [1, 2, '$missing', 6] }, 3],
    [{ $stdDevPop: [[2, 4, 4, 4, 5, 5, 7, 9]] }, 2],
    [{ $stdDevSamp: [[1]] }, null],
    [{ $max: [[1, 'a', null]] }, 'a'],
    [{ $maxN: { n: 2, input: [4, 1, 3] } }, [4, 3]],
    [{ $firstN: { n: 2, input: [4, 1, 3] } }, [4, 1]],
    // comparison, logic
    [{ $gt: ['$missing', null] }, false],
    [{ $eq: ['$missing', null] }, false],
    [{ $lt: ['$missing', null] }, true],
    [{ $gt: ['a', 5] }, true],
    [{ $and: [1, 'x', []] }, true],
    [{ $or: [null, 0, '$missing'] }, false],
    [{ $not: [[false]] }, false],
    [{ $cond: ['$missing', 1, 2] }, 2],
    // paths
    ['$f.k', ['a']],
    ['$f.v', [[1]]],
    ['$f.0', []],
    [
      ['$missing', 1],
      [null, 1],
    ],
    [{ a: '$missing', b: '$n' }, { b: 5 }],
    // text
    [{ $toLower: '$none' }, ''],
    [{ $substrBytes: ['abcdef', 2, -1] }, 'cdef'],
    [{ $indexOfCP: ['cafeteria', 'e'] }, 3],
    [{ $indexOfCP: ['cafétéria', 'é', 4] }, 5],
    [{ $indexOfCP: ['foo.bar.fi', '.', 4, 7] }, -1],
    [{ $indexOfBytes: ['cafétéria', 't'] }, 5],
    [{ $strLenBytes: { $literal: '$€λG' } }, 7],
    [{ $strLenCP: { $literal: '$€λG' } }, 4],
    [{ $split: ['astronomical', 'astro'] }, ['', 'nomical']],
    [{ $trim: { input: ' ggggoodbyeeeee', chars: ' ge' } }, 'oodby'],
    [{ $replaceAll: { input: 'a.b.c', find: '.', replacement: { $literal: '$&' } } }, 'a$&b$&c'],
    [{ $replaceOne: { input: 'blue paint, blue', find: 'blue', replacement: 'red' } }, 'red paint, blue'],
    [{ $strcasecmp: ['13Q1', '13q4'] }, -1],
    [{ $regexFind: { input: 'Café Café', regex: /f(é)/ } }, { match: 'fé', idx: 2, captures: ['é'] }],
    [{ $regexFind: { input: 'x', regex: 'y' } }, null],
    [
      { $regexFindAll: { input: 'a1b22', regex: '[0-9]+' } },
      [
        { match: '1', idx: 1, captures: [] },
        { match: '22', idx: 3, captures: [] },
      ],
    ],
    // arrays, sets, documents
    [{ $zip: { inputs: [['a'], ['b', 'c']] } }, [['a', 'b']]],
    [
      { $zip: { inputs: [[1], [2, 3]], useLongestLength: true, defaults: ['a', 'b'] } },
      [
        [1, 2],
        ['a', 3],
      ],
    ],
    [{ $arrayElemAt: [[1], 5] }, undefined],
    [{ $first: [[]] }, undefined],
    [{ $slice: [[1, 2, 3], -2] }, [2, 3]],
    [{ $slice: [[1, 2, 3], 15, 2] }, []],
    [{ $indexOfArray: [['a', 'abc', 'de', ['de']], ['de']] }, 3],
    [{ $indexOfArray: [[1, 2], 5] }, -1],
    [{ $range: [0, 10, 3] }, [0, 3, 6, 9]],
    [{ $range: [10, 0, -5] }, [10, 5]],
    [{ $reverseArray: [[1, 2, 3]] }, [3, 2, 1]],
    [{ $in: ['$missing', [null]] }, false],
    [{ $setDifference: [['b', 'a', 'b'], ['a']] }, ['b']],
    [
      {
        $setIntersection: [
          ['red', 'blue'],
          ['blue', 'green'],
        ],
      },
      ['blue'],
    ],
    [{ $setIsSubset: [[1], [1, 2]] }, true],
    [
      {
        $setEquals: [
          [1, 2, 2],
          [2, 1],
        ],
      },
      true,
    ],
    [{ $anyElementTrue: [[null, 0]] }, false],
    [{ $allElementsTrue: [[]] }, true],
    [{ $sortArray: { input: [{ a: 2 }, { a: 1 }], sortBy: { a: 1 } } }, [{ a: 1 }, { a: 2 }]],
    [{ $sortArray: { input: [20, 4, 'b', null], sortBy: -1 } }, ['b', 20, 4, null]],
    [{ $arrayToObject: [[{ k: 'a', v: 1 }]] }, { a: 1 }],
    [{ $filter: { input: [1, 5, 6], cond: { $gt: ['$$this', 2] }, limit: 1 } }, [5]],
    [{ $getField: { field: 'a.b', input: { $literal: { 'a.b': 3 } } } }, 3],
    [{ $setField: { field: { $literal: '$x' }, input: { a: 1 }, value: 2 } }, { a: 1, $x: 2 }],
    [{ $unsetField: { field: 'a', input: { a: 1, b: 2 } } }, { b: 2 }],
    [{ $mergeObjects: [{ a: 1 }, null, { a: 2 }] }, { a: 2 }],
    // conversions
    [{ $toInt: 1.99999 }, 1],
    [{ $toBool: 'false' }, true],
    [{ $toDate: '2018-03-20T11:00:06Z' }, utc('2018-03-20T11:00:06')],
    [{ $toDate: new ObjectId('5ab9c3da31c2ab715d421285') }, utc('2018-03-27T04:08:58')],
    [{ $toLong: new Date(5) }, 5],
    [{ $convert: { input: '$none', to: 'int', onNull: 'none' } }, 'none'],
    [{ $convert: { input: 1, to: 2 } }, '1'],
  ])('evaluate %j', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected);
  });

  const typed: [unknown, unknown][] = [
    [{ $add: [new Int32(2147483647), new Int32(1)] }, Long.fromNumber(2147483648)],
    [{ $add: [Long.MAX_VALUE, new Int32(1)] }, new Double(2 ** 63)],
    [{ $multiply: [new Int32(2), new Double(3)] }, new Double(6)],
    [{ $divide: [new Int32(6), new Int32(3)] }, new Double(2)],
    [{ $mod: [Long.fromString('9007199254740993'), new Int32(10)] }, Long.fromNumber(3)],
    [{ $abs: Long.fromString('-9007199254740993') }, Long.fromString('9007199254740993')],
    [{ $pow: [new Int32(3), new Int32(39)] }, Long.fromString('4052555153018976267')],
    [{ $round: [Long.fromString('9007199254740993'), new Int32(-1)] }, Long.fromString('9007199254740990')],
    [{ $sum: [new Int32(1), Long.fromNumber(2)] }, Long.fromNumber(3)],
    [{ $toInt: '7' }, new Int32(7)],
    [{ $toLong: '9223372036854775807' }, Long.MAX_VALUE],
    [{ $add: [decimal('0.1'), decimal('0.2')] }, decimal('0.3')],
    [{ $add: [decimal('1'), new Double(0.1)] }, decimal('1.100000000000000')],
    [{ $multiply: [decimal('1234567890123456789'), decimal('10')] }, decimal('12345678901234567890')],
    [{ $divide: [decimal('1'), decimal('3')] }, decimal('0.3333333333333333333333333333333333')],
    [{ $divide: [decimal('2'), decimal('3')] }, decimal('0.6666666666666666666666666666666667')],
    [{ $divide: [decimal('1'), new Int32(4)] }, decimal('0.25')],
    [{ $mod: [decimal('5.5'), new Int32(2)] }, decimal('1.5')],
    [{ $avg: [decimal('1'), decimal('2')] }, decimal('1.5')],
    [{ $round: [decimal('1.255'), new Int32(2)] }, decimal('1.26')],
    [{ $round: [decimal('12345678901234567890.5'), new Int32(0)] }, decimal('12345678901234567890')],
    [{ $floor: decimal('-2.5') }, decimal('-3')],
    [{ $abs: decimal('-2.50') }, decimal('2.50')],
    [{ $multiply: [decimal('9E6144'), decimal('10')] }, decimal('Infinity')],
  ];
  it.each(typed)('compute %j in the right type', async (expression, expected) => {
    const result = await value(expression, false);
    expect([(result as Long).constructor.name, String(result)]).toEqual([
      (expected as Long).constructor.name,
      String(expected),
    ]);
  });

  it.each<[unknown, number]>([
    [{ $add: ['a', 1] }, 14],
    [{ $divide: [1, 0] }, 2],
    [{ $mod: [1, 0] }, 16610],
    [{ $sqrt: -1 }, 28714],
    [{ $pow: [decimal('2'), 2] }, 238],
    [{ $ln: decimal('2') }, 238],
    [{ $toInt: '1.5' }, 241],
    [{ $toInt: 2147483648 }, 241],
    [{ $toLong: Number.NaN }, 241],
    [{ $toDate: 'yesterday' }, 241],
    [{ $toDate: true }, 241],
    [{ $concat: ['a', 1] }, 16702],
    [{ $split: ['a', ''] }, 40087],
    [{ $substrBytes: ['é', 1, 1] }, 28656],
    [{ $substrCP: ['abc', -1, 1] }, 34455],
    [{ $size: 5 }, 17124],
    [{ $in: [1, 2] }, 40081],
    [{ $unknown: 1 }, 168],
    [{ $dateTrunc: { unit: 'day' } }, 9],
    [{ $dateTrunc: { date: new Date(0), unit: 'day', binSize: 0 } }, 5439018],
    [{ $hour: { date: new Date(0), timezone: 'Mars/Base' } }, 40485],
    [{ $dateToString: { date: new Date(0), format: '%q' } }, 18536],
    [{ $regexMatch: { input: 'a', regex: '[[:alpha:]]' } }, 238],
    [{ $switch: { branches: [branch(false, 1)] } }, 40066],
    ['$$nobody', 17276],
    [{ $subtract: [1] }, 16020],
  ])('refuse %j', async (expression, code) => {
    await expect(value(expression)).rejects.toMatchObject({ code });
  });
});
