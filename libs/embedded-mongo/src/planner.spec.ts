import fc from 'fast-check';
import type { Collection, CreateIndexesOptions, Document, IndexSpecification } from 'mongodb';
import { compileSort } from './sort';
import { openTestDatabase, type TestDatabase } from './testing/database';

const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }) as fc.Arbitrary<unknown> },
  fc.constantFrom<unknown>('', 'a', 'ab', 'b', null, true, 1.5, new Date(1), Number.NaN, { x: 1 }),
);
const element = fc.oneof(scalar, fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }));
const value = fc.oneof({ weight: 3, arbitrary: element }, fc.array(element, { maxLength: 3 }));
/** Only one of the fields may be an array, as a compound index demands. */
const row = fc.oneof(
  fc.record({ a: value, b: scalar, c: scalar }, { requiredKeys: [] }),
  fc.record({ a: scalar, b: value, c: scalar }, { requiredKeys: [] }),
);

const operand = fc.oneof(scalar, fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }) as fc.Arbitrary<unknown>);
const predicate: fc.Arbitrary<unknown> = fc.oneof(
  operand,
  fc
    .record({ op: fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), to: operand })
    .map(({ op, to }) => ({ [op]: to })),
  fc.tuple(scalar, scalar).map(([from, to]) => ({ $gte: from, $lt: to })),
  fc.array(scalar, { maxLength: 3 }).map((list) => ({ $in: list })),
  fc.constantFrom({ $exists: true }, { $exists: false }, { $regex: '^a' }, { $type: 'string' }),
  fc.tuple(scalar, scalar).map(([from, to]) => ({ $elemMatch: { $gte: from, $lte: to } })),
  fc.tuple(scalar, scalar).map(([x, y]) => ({ $elemMatch: { x, y } })),
);
const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'b.x');
const conditions = fc.dictionary(path, predicate, { minKeys: 1, maxKeys: 3 });
const filter = fc.oneof(
  { weight: 3, arbitrary: conditions as fc.Arbitrary<Document> },
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
    { partialFilterExpression: { b: { $gt: 1 } } },
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

  it('answers the same as a full scan, whatever the indexes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.array(index, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(filter, sort), { minLength: 4, maxLength: 4 }),
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
