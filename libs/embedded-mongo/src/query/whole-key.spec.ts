import { Double, Int32, Long, MaxKey, MinKey } from 'bson';
import fc from 'fast-check';
import type { Collection, Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';
import { recordByKey } from './whole-key';

const value = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 2 }) as fc.Arbitrary<unknown> },
  fc.constantFrom<unknown>('a', 'ab', '', null, true, Number.NaN, { x: 1 }, new Date(1), 'x'.repeat(3_000)),
  fc.constantFrom<unknown>(Long.fromNumber(2), new Double(2), new Int32(2), new MinKey(), new MaxKey()),
);
const field = fc.oneof(
  { weight: 4, arbitrary: value },
  fc.array(value, { minLength: 1, maxLength: 2 }) as fc.Arbitrary<unknown>,
);
const row = (each: fc.Arbitrary<unknown>) =>
  fc.record(
    { u: each, v: each, s: each, in: fc.oneof(fc.record({ w: each, 0: each }), each), on: fc.boolean() },
    { requiredKeys: [] },
  );

const condition = fc.oneof(
  { weight: 12, arbitrary: field },
  field.map((operand) => ({ $eq: operand })),
  field.map((operand) => ({ $gte: operand })),
  fc.array(value, { minLength: 1, maxLength: 2 }).map((values) => ({ $in: values })),
  fc.constantFrom<unknown>({ $exists: true }, /^a/, { $not: { $gte: 2 } }),
);
/** Each names a key, or nearly. */
const filter = fc.oneof(
  fc.record({ s: condition }) as fc.Arbitrary<Document>,
  fc.record({ 'in.w': condition }) as fc.Arbitrary<Document>,
  fc.record({ 'in.0': condition }) as fc.Arbitrary<Document>,
  fc.record({ u: condition, v: condition, on: fc.boolean() }, { requiredKeys: ['u', 'v'] }) as fc.Arbitrary<Document>,
  fc.tuple(condition, condition).map(([one, other]): Document => ({ $and: [{ s: one }, { s: other }] })),
);

/** A find weighs plans and never looks a key up: both must mean the same documents. */
describe(recordByKey.name, () => {
  let database: TestDatabase;
  let rows: Collection;

  beforeAll(async () => {
    database = await openTestDatabase();
  });

  afterAll(() => database?.close());

  async function startAfresh(): Promise<void> {
    rows = database.db.collection('rows');
    await rows.drop();
    await rows.createIndexes([
      { key: { u: 1, v: -1 }, unique: true, partialFilterExpression: { on: true } },
      { key: { s: 1 }, unique: true, sparse: true },
      { key: { 'm.a': 1, 'm.b': 1 }, unique: true, sparse: true },
      { key: { 'in.w': 1 }, unique: true, partialFilterExpression: { 'in.w': { $exists: true } } },
      { key: { 'in.0': 1 }, unique: true, partialFilterExpression: { 'in.0': { $exists: true } } },
    ]);
  }

  beforeEach(startAfresh);

  it.each([
    ['values', row(value)],
    ['values and arrays', row(field)],
  ])(
    'finds what a query finds, among documents of %s',
    async (_, documents) => {
      const property = fc.asyncProperty(
        fc.array(documents, { minLength: 1, maxLength: 8 }),
        fc.array(filter, { minLength: 12, maxLength: 20 }),
        async (docs, filters) => {
          await startAfresh();
          // Those that break an index are left out.
          await rows.insertMany(docs, { ordered: false }).catch(() => undefined);
          for (const each of filters) {
            const found = await rows.find(each).toArray();
            const { matchedCount } = await rows.updateMany(each, { $inc: { hits: 1 } });
            expect(matchedCount).toBe(found.length);
            const { deletedCount } = await rows.deleteOne({ ...each, hits: { $gte: 1 } });
            expect(deletedCount).toBe(Math.min(1, found.length));
          }
        },
      );
      await fc.assert(property, { numRuns: 150 });
    },
    60_000,
  );

  it.each<[string, Document, Document]>([
    [
      'whose keys belong to different elements',
      {
        m: [
          { a: 1, b: 3 },
          { a: 5, b: 2 },
        ],
      },
      { 'm.a': 1, 'm.b': 2 },
    ],
    ['with an element where a name may be a place', { in: [{ 0: 5 }] }, { 'in.0': 5 }],
    ['with a key too long to be stored whole', { s: 'x'.repeat(3_000) }, { s: 'x'.repeat(3_000) }],
  ])('finds a document %s', async (_, doc, query) => {
    await rows.insertOne(doc);
    expect(await rows.updateOne(query, { $inc: { hits: 1 } })).toMatchObject({ matchedCount: 1 });
  });

  it('upserts what the key does not find, once', async () => {
    const upsert = () => rows.updateOne({ u: 1, v: 'a', on: true }, { $inc: { n: 1 } }, { upsert: true });
    expect(await upsert()).toMatchObject({ matchedCount: 0, upsertedCount: 1 });
    expect(await upsert()).toMatchObject({ matchedCount: 1, upsertedCount: 0 });
    expect(await rows.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ u: 1, v: 'a', on: true, n: 2 }]);
  });

  it('reports a second document of the key that a changed rest would insert', async () => {
    await rows.insertOne({ u: 1, v: 'a', on: true, n: 5 });
    const upsert = rows.updateOne({ u: 1, v: 'a', on: true, n: { $lt: 5 } }, { $inc: { n: 1 } }, { upsert: true });
    await expect(upsert).rejects.toMatchObject({ code: 11_000 });
  });
});
