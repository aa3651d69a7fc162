import { BSON, type Collection, type Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

const document = {
  _id: 1,
  a: { x: 1, y: { z: 2 } },
  list: [{ x: 1, y: 2 }, 5, [{ x: 3 }], { y: 4 }],
  n: 3,
  scores: [70, 87, 90],
};

describe('projections and sort', () => {
  let database: TestDatabase;
  let rows: Collection<Document & { _id: number }>;

  beforeAll(async () => {
    database = await openTestDatabase();
    rows = database.db.collection('rows');
  });

  beforeEach(async () => {
    await rows.deleteMany({});
    await rows.insertOne(document);
  });

  afterAll(() => database.close());

  it.each<[Document, Document]>([
    [{ 'a.y.z': 1 }, { _id: 1, a: { y: { z: 2 } } }],
    [{ _id: 0, a: { x: 1 } }, { a: { x: 1 } }],
    [{ _id: 0, 'list.x': 1 }, { list: [{ x: 1 }, [{ x: 3 }], {}] }],
    [
      { a: 0, n: 0, scores: 0, 'list.y': 0 },
      { _id: 1, list: [{ x: 1 }, 5, [{ x: 3 }], {}] },
    ],
    [{ _id: 1 }, { _id: 1 }],
    [{ _id: 0, missing: 1 }, {}],
    [{ _id: 0, 'n.x': 1 }, {}],
    [
      { _id: 0, scores: 1, n: { $add: ['$n', 1] } },
      { scores: [70, 87, 90], n: 4 },
    ],
    [
      { _id: 0, n: { $add: ['$n', 1] }, scores: 1 },
      { scores: [70, 87, 90], n: 4 },
    ],
    [{ _id: 0, 'n.twice': { $multiply: ['$n', 2] } }, { n: { twice: 6 } }],
    [{ _id: 0, 'a.sum': '$n' }, { a: { sum: 3 } }],
    [
      { _id: 0, scores: { $slice: 2 }, a: 1 },
      { a: { x: 1, y: { z: 2 } }, scores: [70, 87] },
    ],
    [
      { _id: 0, scores: { $slice: [-2, 1] }, a: 1 },
      { a: { x: 1, y: { z: 2 } }, scores: [87] },
    ],
    [
      { scores: { $elemMatch: { $gte: 80 } }, n: 1 },
      { _id: 1, n: 3, scores: [87] },
    ],
    [{ scores: { $elemMatch: { $gt: 100 } } }, { _id: 1 }],
    [
      { _id: 0, text: 'literal', n: true },
      { n: 3, text: 'literal' },
    ],
  ])('project %j', async (projection, expected) => {
    expect(JSON.stringify(await rows.findOne({}, { projection }))).toBe(JSON.stringify(expected));
  });

  it.each<[Document, number]>([
    [{ a: 1, n: 0 }, 31254],
    [{ n: 0, a: 1 }, 31253],
    [{ a: 1, 'a.x': 1 }, 31250],
    [{ a: {} }, 51270],
    [{ n: 0, b: { $add: [1, 2] } }, 31252],
    [{ scores: { $slice: [1, 0] } }, 28724],
    [{ 'scores.$': 1 }, 51246],
  ])('refuse %j', async (projection, code) => {
    await expect(rows.findOne({}, { projection })).rejects.toMatchObject({ code });
  });

  it('sort by whole keys: fields of one array element stay together', async () => {
    await rows.deleteMany({});
    await rows.insertMany([
      {
        _id: 1,
        a: [
          { x: 1, y: 9 },
          { x: 2, y: 0 },
        ],
      },
      { _id: 2, a: [{ x: 1, y: 5 }] },
      { _id: 3, a: [7, { x: 0, y: 0 }] },
      { _id: 4, a: [] },
      { _id: 5 },
    ]);
    const ids = async (sort: Document) =>
      (
        await rows
          .find()
          .sort({ ...sort, _id: 1 })
          .toArray()
      ).map(({ _id }) => _id);
    expect(await ids({ 'a.x': 1, 'a.y': 1 })).toEqual([3, 4, 5, 2, 1]);
    expect(await ids({ 'a.x': -1, 'a.y': 1 })).toEqual([1, 2, 3, 4, 5]);
    await rows.insertOne({ _id: 6, a: [{ x: 1 }], b: [1] });
    await expect(rows.find().sort({ 'a.x': 1, b: 1 }).toArray()).rejects.toMatchObject({ code: 2 });
    await expect(rows.aggregate([{ $sort: { a: 2 } }]).toArray()).rejects.toMatchObject({ code: 15975 });
  });

  it('keep the order of fields that are called like numbers', async () => {
    const raw = new Map<string, unknown>([
      ['_id', 2],
      ['b', 1],
      [
        '10',
        new Map([
          ['z', 1],
          ['5', 2],
        ]),
      ],
      ['2', 3],
    ]);
    await rows.insertOne(raw as never);
    await rows.updateOne({ _id: 2 }, { $set: { c: 1, '1': 4 }, $unset: { '2': 1 } });
    const bytes = await rows.findOne({ _id: 2 }, { raw: true });
    const names = (doc: Uint8Array) =>
      [...BSON.onDemand.parseToElements(doc)].map(([, start, length]) =>
        Buffer.from(doc.subarray(start, start + length)).toString(),
      );
    expect(names(bytes as unknown as Uint8Array)).toEqual(['_id', 'b', '10', '1', 'c']);
    expect(
      await rows.countDocuments({
        '10': new Map([
          ['z', 1],
          ['5', 2],
        ]) as never,
      }),
    ).toBe(1);
    expect(await rows.countDocuments({ '10': { '5': 2, z: 1 } })).toBe(0);
  });

  it('refuse documents that are nested too deep', async () => {
    const nested = (levels: number): Document => (levels === 0 ? {} : { a: nested(levels - 1) });
    await expect(rows.insertOne({ _id: 3, a: nested(250) })).rejects.toMatchObject({ code: 15 });
    await rows.insertOne({ _id: 3, a: nested(150) });
    const path = Array.from({ length: 150 }, () => 'a').join('.');
    await expect(rows.updateOne({ _id: 3 }, { $set: { [`${path}.a`]: nested(100) } })).rejects.toMatchObject({
      code: 15,
    });
    expect(await rows.countDocuments({})).toBe(2);
  });
});
