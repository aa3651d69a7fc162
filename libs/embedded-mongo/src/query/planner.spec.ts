import fc from 'fast-check';
import type { Collection, CreateIndexesOptions, Document, IndexSpecification } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';
import { compileSort } from './sort';

/** A small world, so that filters and documents meet often. */
const small = fc.integer({ min: 0, max: 3 }) as fc.Arbitrary<unknown>;
const scalar = fc.oneof(
  { weight: 12, arbitrary: small },
  { weight: 2, arbitrary: fc.constantFrom<unknown>('a', 'ab', null) },
  fc.constantFrom<unknown>('', true, 1.5, new Date(1), Number.NaN, { x: 1 }),
);
const part = fc.record({ x: scalar, y: scalar }, { requiredKeys: [] });
const element = fc.oneof({ weight: 3, arbitrary: scalar }, part);
const list = fc.oneof(fc.array(scalar, { maxLength: 4 }), fc.array(part, { maxLength: 4 }));
/** Only one of the fields may be an array, as a compound index demands. */
const row = fc.oneof(
  fc.record({ a: list, b: element, c: scalar }, { requiredKeys: [] }),
  fc.record({ a: element, b: list, c: scalar }, { requiredKeys: [] }),
  fc.record({ a: element, b: element, c: scalar }, { requiredKeys: [] }),
);

const operand = fc.oneof({ weight: 8, arbitrary: scalar }, fc.array(small, { maxLength: 2 }) as fc.Arbitrary<unknown>);
const comparison = fc
  .record({ op: fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), to: operand })
  .map(({ op, to }) => ({ [op]: to }));
const predicate: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: operand },
  { weight: 3, arbitrary: comparison },
  { weight: 3, arbitrary: fc.tuple(small, small).map(([from, to]) => ({ $gt: from, $lt: to })) },
  { weight: 2, arbitrary: fc.array(scalar, { minLength: 1, maxLength: 4 }).map((values) => ({ $in: values })) },
  fc.constantFrom({ $exists: true }, { $exists: false }, { $regex: '^a' }, { $type: 'string' }),
  fc.tuple(small, small).map(([from, to]) => ({ $elemMatch: { $gte: from, $lte: to } })),
  fc.tuple(small, small).map(([x, y]) => ({ $elemMatch: { x, y: { $gte: y } } })),
);
const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'b.x');
const conditions = fc.oneof(
  { weight: 2, arbitrary: fc.dictionary(path, predicate, { minKeys: 1, maxKeys: 1 }) },
  fc.dictionary(path, predicate, { minKeys: 2, maxKeys: 2 }),
);
const filter = fc.oneof(
  { weight: 6, arbitrary: conditions as fc.Arbitrary<Document> },
  fc.tuple(conditions, conditions).map(([left, right]) => ({ $or: [left, right] })),
  fc.tuple(conditions, conditions, conditions).map(([both, left, right]) => ({ ...both, $or: [left, right] })),
);

const direction = fc.constantFrom<1 | -1>(1, -1);
const keys = fc
  .uniqueArray(fc.tuple(path, direction), { minLength: 1, maxLength: 3, selector: ([name]) => name })
  .map(Object.fromEntries);
const options = fc.oneof(
  { weight: 4, arbitrary: fc.constant<CreateIndexesOptions>({}) },
  fc.constantFrom<CreateIndexesOptions>(
    { sparse: true },
    { partialFilterExpression: { b: { $gt: 0 } } },
    { partialFilterExpression: { c: { $exists: true } } },
    { partialFilterExpression: { a: { $type: 'string' } } },
  ),
);
const index = fc.tuple(keys as fc.Arbitrary<IndexSpecification>, options);
const sort = fc.option(keys as fc.Arbitrary<Record<string, 1 | -1>>, { nil: undefined });

describe('planner', () => {
  let database: TestDatabase;
  let rows: Collection<Document>;

  beforeAll(async () => {
    database = await openTestDatabase();
    rows = database.db.collection('rows');
  });

  afterAll(() => database.close());

  it('does not ask one index key for fields of two elements', async () => {
    const pairs = database.db.collection<Document & { _id: number }>('pairs');
    await pairs.createIndex({ 'a.x': 1, 'a.y': 1 });
    await pairs.insertMany([
      {
        _id: 1,
        a: [
          { x: 1, y: 9 },
          { x: 9, y: 1 },
        ],
      },
      { _id: 2, a: [{ x: 1, y: 1 }] },
    ]);
    expect(await pairs.countDocuments({ 'a.x': 1, 'a.y': 1 })).toBe(2);
    expect(await pairs.distinct('_id', { a: { $elemMatch: { x: 1, y: 1 } } })).toEqual([2]);
  });

  it('does not take the order of an index on an array', async () => {
    const lists = database.db.collection<Document & { _id: number }>('lists');
    await lists.createIndex({ a: 1 });
    await lists.insertMany([
      { _id: 1, a: [3, 1] },
      { _id: 2, a: 2 },
    ]);
    const sorted = await lists
      .find({ a: { $lt: 3 } })
      .sort({ a: -1 })
      .toArray();
    expect(sorted.map(({ _id }) => _id)).toEqual([1, 2]);
  });

  it('answers the same as a full scan, whatever the indexes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 10, maxLength: 40 }),
        fc.array(index, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(filter, sort), { minLength: 8, maxLength: 8 }),
        async (documents, indexes, queries) => {
          await rows.drop();
          await rows.insertMany(documents.map((document, _id) => ({ ...document, _id }) as Document));
          for (const [key, settings] of indexes) {
            // Some random indexes repeat each other under other options, or meet parallel arrays; those are refused.
            await rows.createIndex(key, settings).catch((error) => expect([85, 86, 171]).toContain(error.code));
          }
          for (const [query, order] of queries) {
            const scanned = await rows
              .find(query, { hint: { $natural: 1 } })
              .sort(order ?? {})
              .toArray();
            const planned = await rows
              .find(query)
              .sort(order ?? {})
              .toArray();
            const ids = (list: Document[]) => list.map(({ _id }) => _id as number);
            expect(ids(planned).toSorted((a, b) => a - b)).toEqual(ids(scanned).toSorted((a, b) => a - b));
            if (order) expectSameOrder(planned, scanned, order);
            expect(await rows.countDocuments(query)).toBe(scanned.length);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** Documents with equal sort keys may change places. */
function expectSameOrder(planned: Document[], scanned: Document[], order: Record<string, 1 | -1>): void {
  const { keyOf, compareKeys } = compileSort(order);
  planned.forEach((document, at) => {
    expect(compareKeys(keyOf(document), keyOf(scanned[at]))).toBe(0);
  });
}
