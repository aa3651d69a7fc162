import { Binary } from 'bson';
import { type Doc, decode, intOrLong, isTruthy } from '../bson/value';
import { codes, MongoError } from '../errors';
import type { Collection } from '../store/collection';
import { type IndexState, indexEntries } from '../store/index-definition';
import type { Steps } from '../store/steps';
import { prefixRange } from '../store/storage';
import type { Command, CommandContext } from './context';

export const validateCommand: Command = {
  fields: ['full', 'repair', 'metadata', 'background', 'checkBSONConformance'],
  run: validate,
};

/**
 * `validate`: computes every index entry anew from the records and compares it with what is stored, and the counters too.
 * It runs in the write queue, so that nothing changes meanwhile; `valid` and `errors` tell the outcome.
 */
function validate(context: CommandContext): Promise<Doc> {
  const { server, namespace, command } = context;
  const unsupported = ['repair', 'metadata'].find((option) => isTruthy(command[option]));
  if (unsupported)
    throw new MongoError(codes.NotImplemented, `validate: ${unsupported} is not supported by the embedded database`);
  return server.writes.submit(function* () {
    const { collection } = context;
    if (!collection)
      throw new MongoError(codes.NamespaceNotFound, `Collection '${namespace}' does not exist to validate.`);
    const checks = collection.indexes.map((index) => new IndexCheck(collection, index));
    const errors = yield* checkRecords(collection, checks);
    for (const check of checks) yield* check.compare();
    errors.push(...checks.flatMap((check) => check.errors));
    return {
      ns: namespace,
      uuid: new Binary(collection.uuid, Binary.SUBTYPE_UUID),
      nInvalidDocuments: intOrLong(errors.filter((error) => error.startsWith('record')).length),
      nrecords: intOrLong(collection.count),
      nIndexes: intOrLong(checks.length),
      keysPerIndex: Object.fromEntries(checks.map((check) => [check.name, intOrLong(check.found)])),
      indexDetails: Object.fromEntries(checks.map((check) => [check.name, { valid: check.errors.length === 0 }])),
      valid: errors.length === 0,
      repaired: false,
      warnings: [],
      errors,
      ok: 1,
    };
  });
}

/** Reads every record: it must be BSON, each index must have its entries, and the counters must tell how many there are. */
function* checkRecords(collection: Collection, checks: IndexCheck[]): Steps<string[]> {
  const errors: string[] = [];
  let count = 0;
  let size = 0;
  for (let rid = 0; ; ) {
    const records = collection.recordsAfter(rid, 100);
    for (const { rid, bytes } of records) {
      try {
        const doc = decode(bytes);
        for (const check of checks) check.expect(doc, rid);
      } catch (error) {
        errors.push(`record ${rid} cannot be read: ${(error as Error).message}`);
      }
      count += 1;
      size += bytes.length;
    }
    const last = records.at(-1);
    if (!last) break;
    rid = last.rid;
    yield;
  }
  if (count !== collection.count) errors.push(`${count} records are stored, the counter says ${collection.count}`);
  if (size !== collection.size) errors.push(`${size} bytes are stored, the counter says ${collection.size}`);
  return errors;
}

class IndexCheck {
  readonly errors: string[] = [];
  found = 0;
  private expected = 0;
  private missing = 0;
  /** The stored flags must already know what the records show. */
  private readonly seen: IndexState;

  constructor(
    private readonly collection: Collection,
    private readonly index: IndexState,
  ) {
    this.seen = { ...index, multikey: [...index.multikey] };
  }

  get name(): string {
    return this.index.definition.name;
  }

  expect(doc: Doc, rid: number): void {
    const { entries, isChanged } = indexEntries(this.seen, doc);
    if (isChanged)
      this.errors.push(`index ${this.name} does not know that record ${rid} has an array or a long key in it`);
    for (const { key } of entries) {
      this.expected += 1;
      if (!this.collection.hasEntry(this.index, key, rid)) this.missing += 1;
    }
  }

  /** Every expected entry was looked up, so equal numbers mean equal sets. */
  *compare(): Steps<void> {
    const { start, end } = prefixRange(this.collection.prefix(this.index.number));
    for (let from = start; ; ) {
      const entries = this.collection.indexEntries(this.index, from, end, 500);
      this.found += entries.length;
      const last = entries.at(-1);
      if (!last) break;
      from = Buffer.concat([last.key, Buffer.from([0])]);
      yield;
    }
    const extra = this.found - (this.expected - this.missing);
    if (this.missing > 0) this.errors.push(`index ${this.name} lacks ${this.missing} entries`);
    if (extra > 0) this.errors.push(`index ${this.name} has ${extra} entries without a record`);
  }
}
