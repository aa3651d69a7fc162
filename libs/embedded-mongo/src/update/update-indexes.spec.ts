import fc from 'fast-check';
import { type Collection, type Document, MongoBulkWriteError } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

const scalar = fc.constantFrom<unknown>(0, 1, 2, 'a', null, 1.5);
const part = fc.record({ x: scalar, y: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })) }, { requiredKeys: [] });
const value = fc.oneof(
  { weight: 3, arbitrary: scalar },
  part,
  fc.array(fc.oneof(scalar, part), { maxLength: 3 }),
) as fc.Arbitrary<unknown>;
const row = fc.record({ a: value, b: scalar, c: scalar }, { requiredKeys: [] });
const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'a.0', 'a.0.x', 'd');

const change: fc.Arbitrary<Document | Document[]> = fc.oneof(
  fc.tuple(path, value).map(([name, to]) => ({ $set: { [name]: to } })),
  path.map((name) => ({ $unset: { [name]: 1 } })),
  path.map((name) => ({ $inc: { [name]: 1 } })),
  fc.tuple(path, scalar).map(([name, to]) => ({ $min: { [name]: to } })),
  fc.tuple(path, path).map(([from, to]) => ({ $rename: { [from]: to } })),
  fc.tuple(path, value).map(([name, to]) => ({ $push: { [name]: to } })),
  fc.tuple(path, scalar).map(([name, to]) => ({ $pull: { [name]: to } })),
  fc.tuple(path, scalar).map(([name, to]) => ({ $addToSet: { [name]: to } })),
  path.map((name) => ({ $pop: { [name]: 1 } })),
  fc.tuple(scalar, scalar).map(([a, c]) => ({ $set: { a }, $unset: { b: 1 }, $max: { c } })),
  fc.tuple(path, scalar).map(([name, to]) => [{ $set: { [name]: to, c: '$b' } }, { $unset: ['b'] }]),
  scalar.map((to) => ({ $set: { 'a.$[].x': to } })),
);

const indexes: [Document, Document?][] = [
  [{ a: 1 }],
  [{ 'a.x': 1, b: -1 }],
  [{ b: 1, 'a.y': 1 }, { sparse: true }],
  [{ c: 1 }, { partialFilterExpression: { b: { $gt: 0 } } }],
  [{ 'a.x': 1, 'a.y': -1 }],
  [
    { b: 1, c: 1 },
    { unique: true, partialFilterExpression: { b: { $type: 'string' } } },
  ],
  [{ 'a.0': 1 }],
];

describe('indexes under updates', () => {
  let database: TestDatabase;
  let rows: Collection<Document>;

  beforeAll(async () => {
    database = await openTestDatabase();
    rows = database.db.collection('rows');
    for (const [key, options] of indexes) await rows.createIndex(key as never, options);
  });

  afterAll(() => database.close());

  it('hold the same as indexes built afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 3, maxLength: 8 }),
        fc.array(fc.tuple(fc.nat({ max: 7 }), change), { minLength: 3, maxLength: 20 }),
        async (documents, changes) => {
          await rows.deleteMany({});
          const inserts = documents.map((document, _id) => ({
            insertOne: { document: { ...document, _id } as Document },
          }));
          const updates = changes.map(([_id, update]) => ({ updateOne: { filter: { _id } as Document, update } }));
          await rows.bulkWrite([...inserts, ...updates], { ordered: false }).catch(expectRefusals);
          // `validate` computes every entry anew and compares.
          const report = await database.db.command({ validate: 'rows', full: true });
          expect(report).toMatchObject({ valid: true, errors: [] });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('follow a long array of which a few elements go and a few come', async () => {
    const a = Array.from({ length: 40 }, (_, at) => at);
    await rows.deleteMany({});
    await rows.insertOne({ _id: 0, a } as Document);
    await rows.updateOne({ a: 39 }, { $pull: { a: { $in: [3, 30] } } } as Document);
    await rows.updateOne({ a: 39 }, { $push: { a: { $each: [100, 101] } } } as Document);
    const found = await Promise.all([3, 30, 4, 100, 101].map((value) => rows.countDocuments({ a: value })));
    expect(found).toEqual([0, 0, 1, 1, 1]);
    expect(await database.db.command({ validate: 'rows', full: true })).toMatchObject({ valid: true, errors: [] });
  });
});

/** Random updates may not fit their documents; only errors that the server means are expected. */
function expectRefusals(error: unknown): void {
  if (!(error instanceof MongoBulkWriteError)) throw error;
  for (const { code } of [error.writeErrors].flat()) expect([2, 9, 14, 28, 40, 171, 11000]).toContain(code);
}
