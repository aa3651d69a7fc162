import { randomUUID } from 'node:crypto';
import { Binary, type UUID } from 'bson';
import { type BsonNumber, type Doc, decode, encode, intOrLong, show, toNumber } from '../bson/value';
import { codes, MongoError } from '../errors';
import { Collection, counterKey } from './collection';
import { buildIndex, type IndexDefinition, type IndexState, isSameDefinition, isSameKey } from './index-definition';
import type { Steps } from './steps';
import { prefixRange, type Storage } from './storage';

/** Format 1 kept the record id at the end of the key in unique indexes too. */
const formatVersion = 2;
const idIndex: IndexDefinition = { name: '_id_', key: { _id: intOrLong(1) }, unique: true };
const garbageChunk = 500;

/** Collections on their way to another name; what a crash left of them goes when the server starts. */
export const temporaryPrefix = 'tmp.agg_out.';

/**
 * Databases, collections and indexes. Every method that changes something runs inside the write queue; the entries are
 * stored in the transaction that changed them.
 */
export class Catalog {
  private readonly collections = new Map<string, Collection>();
  private nextId = 1;
  /** Stored as unfinished and kept out of its collection until it is whole; the queue lets no other write in between. */
  private building: { collection: Collection; index: IndexState } | undefined;
  /** Indexes whose build was cut off, by the server's end or by an aborted transaction. */
  private unfinished: { namespace: string; prefix: Buffer }[] = [];
  /** Built by the transaction that is on its way to disk. */
  private builtIndexes: IndexState[] = [];

  constructor(private readonly storage: Storage) {
    const stored = storage.getMeta('format');
    const version = stored && toNumber(decode(stored).version as BsonNumber);
    if (version !== undefined && version !== formatVersion && version !== 1) {
      throw new Error(`the data is of format ${version}, this server reads format ${formatVersion}`);
    }
    this.load();
    storage.transactionSync(() => {
      this.saveChanges();
      for (const each of this.all()) if (each.name.startsWith(temporaryPrefix)) this.drop(each);
      if (version === 1) for (const collection of this.all()) collection.upgradeUniqueIndexes();
      if (version !== formatVersion) storage.putMeta('format', encode({ version: formatVersion }));
    });
  }

  find(db: string, name: string): Collection | undefined {
    return this.collections.get(`${db}.${name}`);
  }

  all(): Collection[] {
    return [...this.collections.values()];
  }

  inDatabase(db: string): Collection[] {
    return this.all().filter((collection) => collection.db === db);
  }

  /** The collection, created when it does not exist yet, as a first insert does. */
  require(db: string, name: string): Collection {
    return this.find(db, name) ?? this.create(db, name, {});
  }

  create(db: string, name: string, options: Doc): Collection {
    checkNamespace(db, name);
    const uuid = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
    const collection = new Collection(this.storage, db, name, this.nextId, uuid, options);
    this.nextId += 1;
    collection.indexes.push(buildIndex(collection.nextIndex, idIndex, true));
    collection.nextIndex += 1;
    this.collections.set(collection.namespace, collection);
    this.save(collection);
    return collection;
  }

  drop(collection: Collection): void {
    collection.isDropped = true;
    this.collections.delete(collection.namespace);
    this.storage.removeMeta(entryKey(collection.id));
    this.storage.removeMeta(counterKey(collection.id));
    this.putGarbage(collection.prefix(0).subarray(0, 4));
  }

  rename(collection: Collection, name: string): void {
    this.collections.delete(collection.namespace);
    collection.name = name;
    this.collections.set(collection.namespace, collection);
    this.save(collection);
  }

  /** Adds an index and fills it from the stored records; false when the very same index exists already. */
  *createIndex(collection: Collection, definition: IndexDefinition): Steps<boolean> {
    if (isConflicting(collection, definition)) return false;
    const index = buildIndex(collection.nextIndex, definition, false);
    collection.nextIndex += 1;
    this.building = { collection, index };
    this.save(collection);
    try {
      for (let rid = 0; ; ) {
        const records = collection.recordsAfter(rid, 100);
        for (const record of records) collection.addToIndex(index, record.rid, record.bytes);
        const last = records.at(-1);
        if (!last) break;
        rid = last.rid;
        yield;
      }
    } catch (error) {
      this.building = undefined;
      this.discard(collection, index);
      throw error;
    }
    this.building = undefined;
    index.isReady = true;
    this.builtIndexes.push(index);
    collection.indexes = [...collection.indexes, index];
    this.save(collection);
    return true;
  }

  dropIndex(collection: Collection, index: IndexState): void {
    collection.indexes = collection.indexes.filter((other) => other !== index);
    this.discard(collection, index);
  }

  /** Stores what the current transaction changed; the write queue calls it just before each commit. */
  saveChanges(): void {
    for (const { namespace, prefix } of this.unfinished) {
      this.putGarbage(prefix);
      this.save(this.collections.get(namespace) as Collection);
    }
    this.unfinished = [];
    for (const collection of this.collections.values()) {
      if (collection.isDirty) this.save(collection);
      else if (collection.areCountersDirty) collection.saveCounters();
    }
  }

  /** Lets readers use the indexes that the last transaction finished; before its commit they would miss entries. */
  showIndexes(): void {
    for (const index of this.builtIndexes) index.isVisible = true;
    this.builtIndexes = [];
  }

  /** Goes back to what is on disk, after an aborted transaction. */
  reload(): void {
    const before = new Map(this.all().map((collection) => [collection.id, collection]));
    this.collections.clear();
    this.builtIndexes = [];
    this.building = undefined;
    this.load();
    for (const [namespace, fresh] of this.collections) {
      const old = before.get(fresh.id);
      if (!old || old.namespace !== namespace) continue;
      Object.assign(old, { indexes: fresh.indexes, count: fresh.count, size: fresh.size, nextIndex: fresh.nextIndex });
      old.isDirty = false;
      old.areCountersDirty = false;
      this.collections.set(namespace, old);
      before.delete(fresh.id);
    }
    for (const gone of before.values()) gone.isDropped = true;
  }

  hasGarbage(): boolean {
    return this.storage.metaEntries('g/').length > 0;
  }

  /** Deletes the keys that dropped collections and indexes left behind. */
  *collectGarbage(): Steps<void> {
    for (const { key, value } of this.storage.metaEntries('g/')) {
      for (;;) {
        const keys = this.storage.keys(prefixRange(value), garbageChunk);
        for (const each of keys) this.storage.remove(each);
        if (keys.length < garbageChunk) break;
        yield;
      }
      this.storage.removeMeta(key);
      yield;
    }
  }

  private discard(collection: Collection, index: IndexState): void {
    this.putGarbage(collection.prefix(index.number));
    this.save(collection);
  }

  private putGarbage(prefix: Buffer): void {
    this.storage.putMeta(`g/${prefix.toString('hex')}`, prefix);
  }

  private save(collection: Collection): void {
    const { id, db, name, options, nextIndex } = collection;
    const building = this.building?.collection === collection ? [this.building.index] : [];
    const indexes = [...collection.indexes, ...building].map(({ number, definition, multikey, isCut, isReady }) => ({
      number,
      definition,
      multikey,
      isCut,
      isReady,
    }));
    const uuid = new Binary(collection.uuid, Binary.SUBTYPE_UUID);
    this.storage.putMeta(entryKey(id), encode({ id, db, name, uuid, options, nextIndex, indexes }));
    collection.saveCounters();
    collection.isDirty = false;
  }

  private load(): void {
    this.unfinished = [];
    for (const { value } of this.storage.metaEntries('c/')) {
      const entry = decode(value) as unknown as StoredCollection;
      const id = toNumber(entry.id);
      const collection = new Collection(
        this.storage,
        entry.db,
        entry.name,
        id,
        Buffer.from(entry.uuid.value()),
        entry.options,
      );
      collection.nextIndex = toNumber(entry.nextIndex);
      const { namespace } = collection;
      for (const { number } of entry.indexes.filter(({ isReady }) => !isReady))
        this.unfinished.push({ namespace, prefix: collection.prefix(toNumber(number)) });
      const whole = entry.indexes.filter(({ isReady }) => isReady);
      collection.indexes = whole.map(({ number, definition, multikey, isCut, isReady }) => {
        const { expireAfterSeconds } = definition as { expireAfterSeconds?: number | BsonNumber };
        if (expireAfterSeconds !== undefined) definition.expireAfterSeconds = toNumber(expireAfterSeconds);
        return { ...buildIndex(toNumber(number), definition, isReady), multikey, isCut };
      });
      Object.assign(collection, collection.readCounters());
      const last = collection.recordsBefore(2 ** 48 - 1, 1)[0];
      collection.nextRid = (last?.rid ?? 0) + 1;
      this.collections.set(collection.namespace, collection);
      this.nextId = Math.max(this.nextId, id + 1);
    }
    for (const { value } of this.storage.metaEntries('g/'))
      this.nextId = Math.max(this.nextId, value.readUInt32BE(0) + 1);
  }
}

interface StoredCollection {
  id: BsonNumber;
  db: string;
  name: string;
  uuid: UUID | Binary;
  options: Doc;
  nextIndex: BsonNumber;
  indexes: { number: BsonNumber; definition: IndexDefinition; multikey: boolean[]; isCut: boolean; isReady: boolean }[];
}

const entryKey = (id: number) => `c/${String(id).padStart(10, '0')}`;

/** True when the index exists; throws when a different one has its name or its keys. */
function isConflicting(collection: Collection, definition: IndexDefinition): boolean {
  const sameName = collection.index(definition.name);
  if (sameName) {
    if (isSameDefinition(sameName.definition, definition)) return true;
    const [code, what] = isSameKey(sameName.definition.key, definition.key)
      ? [codes.IndexOptionsConflict, 'options']
      : [codes.IndexKeySpecsConflict, 'key specs'];
    throw new MongoError(
      code,
      `An existing index has the same name as the requested index but different ${what}. Requested index: ${show(definition)}, existing index: ${show(sameName.definition)}`,
    );
  }
  const sameKey = collection.indexes.find(
    (index) =>
      isSameKey(index.definition.key, definition.key) &&
      show(index.definition.partialFilterExpression ?? {}) === show(definition.partialFilterExpression ?? {}),
  );
  if (!sameKey) return false;
  if (sameKey.definition.name === '_id_') return true;
  throw new MongoError(
    codes.IndexOptionsConflict,
    isSameDefinition(sameKey.definition, definition)
      ? `Index already exists with a different name: ${sameKey.definition.name}`
      : `An equivalent index already exists with different options. Requested index: ${show(definition)}, existing index: ${show(sameKey.definition)}`,
  );
}

/** Throws InvalidNamespace for names that MongoDB refuses. */
export function checkNamespace(db: string, name: string): void {
  const isBad =
    name === '' ||
    db === '' ||
    /[\0$]/.test(name) ||
    name.startsWith('.') ||
    name.endsWith('.') ||
    /[/\\. "\0]/.test(db) ||
    name.startsWith('system.') ||
    `${db}.${name}`.length > 255;
  if (isBad) throw new MongoError(codes.InvalidNamespace, `Invalid namespace specified '${db}.${name}'`);
}
