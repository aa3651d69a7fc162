import { type Doc, decode, show } from '../bson/value';
import { codes, MongoError } from '../errors';
import { type IndexDefinition, type IndexState, indexEntries } from './index-definition';
import { after, prefixRange, type Storage } from './storage';

const ridLength = 6;
const maxDocumentSize = 16 * 1024 * 1024;
const empty = Buffer.alloc(0);

export type Rid = number;

/** One collection: its records in insertion order and their index entries, kept consistent document by document. */
export class Collection {
  indexes: IndexState[] = [];
  count = 0;
  size = 0;
  nextRid: Rid = 1;
  nextIndex = 1;
  isDropped = false;
  /** The catalog entry (indexes, multikey flags) or the counters changed since the last commit. */
  isDirty = false;
  areCountersDirty = false;

  constructor(
    private readonly storage: Storage,
    readonly db: string,
    public name: string,
    readonly id: number,
    readonly uuid: Buffer,
    readonly options: Doc,
  ) {}

  get namespace(): string {
    return `${this.db}.${this.name}`;
  }

  /** `[collection id][index number]`; number 0 holds the records themselves. */
  prefix(index: number): Buffer {
    const prefix = Buffer.allocUnsafe(6);
    prefix.writeUInt32BE(this.id, 0);
    prefix.writeUInt16BE(index, 4);
    return prefix;
  }

  recordKey(rid: Rid): Buffer {
    const key = Buffer.allocUnsafe(6 + ridLength);
    key.writeUInt32BE(this.id, 0);
    key.writeUInt16BE(0, 4);
    key.writeUIntBE(rid, 6, ridLength);
    return key;
  }

  get(rid: Rid): Buffer | undefined {
    return this.storage.get(this.recordKey(rid));
  }

  /** The next records after `rid`, in insertion order. */
  recordsAfter(rid: Rid, limit: number): { rid: Rid; bytes: Buffer }[] {
    const range = { start: this.recordKey(rid + 1), end: after(this.prefix(0)) };
    return this.storage.entries(range, limit).map(({ key, value }) => ({ rid: ridOf(key), bytes: value }));
  }

  /** The records before `rid`, latest first. */
  recordsBefore(rid: Rid, limit: number): { rid: Rid; bytes: Buffer }[] {
    return this.storage
      .keysBefore(this.recordKey(rid), this.prefix(0), limit)
      .map((key) => ({ rid: ridOf(key), bytes: this.storage.get(key) as Buffer }));
  }

  insert(doc: Doc, bytes: Buffer): Rid {
    checkSize(bytes);
    const rid = this.nextRid;
    const entries = this.indexes.map((index) => this.entriesOf(index, doc));
    this.indexes.forEach((index, at) => {
      if (index.definition.unique) this.requireUnique(index, entries[at] as Entry[], rid);
    });
    this.storage.put(this.recordKey(rid), bytes);
    this.indexes.forEach((index, at) => {
      for (const entry of entries[at] as Entry[]) this.putEntry(index, entry.key, rid);
    });
    this.nextRid = rid + 1;
    this.addToCounters(1, bytes.length);
    return rid;
  }

  /**
   * The entries that a change of a stored document may move; `touched` names the top-level fields that may change,
   * undefined means any.
   */
  entriesTouched(doc: Doc, touched: Set<string> | undefined): IndexEntries[] {
    const affected = this.indexes.filter((index) => !touched || index.roots.some((root) => touched.has(root)));
    return affected.map((index) => ({ index, entries: this.entriesOf(index, doc) }));
  }

  /** Replaces a record; `old` is what `entriesTouched` answered before the change. */
  update(rid: Rid, old: IndexEntries[], doc: Doc, { before, bytes }: { before: number; bytes: Buffer }): void {
    checkSize(bytes);
    const changes = old.map(({ index, entries }) => ({ index, ...difference(entries, this.entriesOf(index, doc)) }));
    for (const { index, added } of changes) {
      if (index.definition.unique) this.requireUnique(index, added, rid);
    }
    this.storage.put(this.recordKey(rid), bytes);
    for (const { index, removed, added } of changes) {
      for (const entry of removed) this.storage.remove(this.entryKey(index, entry.key, rid));
      for (const entry of added) this.putEntry(index, entry.key, rid);
    }
    this.addToCounters(0, bytes.length - before);
  }

  remove(rid: Rid, { doc, bytes }: { doc: Doc; bytes: Buffer }): void {
    for (const index of this.indexes) {
      for (const entry of this.entriesOf(index, doc)) this.storage.remove(this.entryKey(index, entry.key, rid));
    }
    this.storage.remove(this.recordKey(rid));
    this.addToCounters(-1, -bytes.length);
  }

  /** Adds one stored record to an index that is being built. */
  addToIndex(index: IndexState, rid: Rid, bytes: Buffer): void {
    const doc = decode(bytes);
    const entries = this.entriesOf(index, doc);
    if (index.definition.unique) this.requireUnique(index, entries, rid);
    for (const entry of entries) this.putEntry(index, entry.key, rid);
  }

  hasEntry(index: IndexState, key: Buffer, rid: Rid): boolean {
    const value = this.storage.get(this.entryKey(index, key, rid));
    return value !== undefined && (!index.definition.unique || ridOf(value) === rid);
  }

  /** Up to `limit` entries of a byte range of an index, upwards. */
  indexEntries(index: IndexState, start: Buffer, end: Buffer, limit: number): StoredEntry[] {
    return index.definition.unique
      ? this.storage.entries({ start, end }, limit).map(({ key, value }) => ({ key, rid: ridOf(value) }))
      : this.storage.keys({ start, end }, limit).map(withRid);
  }

  /** The same downwards from before `end`. */
  indexEntriesBefore(index: IndexState, end: Buffer, start: Buffer, limit: number): StoredEntry[] {
    const keys = this.storage.keysBefore(end, start, limit);
    return index.definition.unique
      ? keys.map((key) => ({ key, rid: ridOf(this.storage.get(key) as Buffer) }))
      : keys.map(withRid);
  }

  /** The record under one whole key of a unique index. */
  ridAt(key: Buffer): Rid | undefined {
    const value = this.storage.peek(key);
    return value && ridOf(value);
  }

  /** The record under the key of a unique index, given without the index's prefix. */
  lookUp(index: IndexState, key: Buffer): Rid | undefined {
    return this.ridAt(this.entryKey(index, key, 0));
  }

  countKeys(start: Buffer, end: Buffer): number {
    return this.storage.count({ start, end });
  }

  index(name: string): IndexState | undefined {
    return this.indexes.find((index) => index.definition.name === name);
  }

  /** The counters as committed, which is what readers may be told; the fields run ahead of the disk. */
  readCounters(): { count: number; size: number } {
    const counters = this.storage.getMeta(counterKey(this.id));
    return { count: counters?.readDoubleLE(0) ?? 0, size: counters?.readDoubleLE(8) ?? 0 };
  }

  saveCounters(): void {
    const counters = Buffer.allocUnsafe(16);
    counters.writeDoubleLE(this.count, 0);
    counters.writeDoubleLE(this.size, 8);
    this.storage.putMeta(counterKey(this.id), counters);
    this.areCountersDirty = false;
  }

  /** From format 1: takes the record ids out of the keys of unique indexes. */
  upgradeUniqueIndexes(): void {
    for (const { number } of this.indexes.filter((index) => index.definition.unique)) {
      const { start, end } = prefixRange(this.prefix(number));
      let from = start;
      for (let last: Buffer | undefined; ; from = Buffer.concat([last, Buffer.from([0])])) {
        const keys = this.storage.keys({ start: from, end }, 1000);
        for (const key of keys) {
          this.storage.remove(key);
          this.storage.put(key.subarray(0, -ridLength), key.subarray(-ridLength));
        }
        last = keys.at(-1);
        if (!last) break;
      }
    }
  }

  private entriesOf(index: IndexState, doc: Doc): Entry[] {
    const { entries, isChanged } = indexEntries(index, doc);
    if (isChanged) this.isDirty = true;
    return entries;
  }

  /** A unique index maps a key to its record; any other has the record id at the end of the key. */
  private entryKey(index: IndexState, key: Buffer, rid: Rid): Buffer {
    const end = 6 + key.length;
    const full = Buffer.allocUnsafe(index.definition.unique ? end : end + ridLength);
    full.writeUInt32BE(this.id, 0);
    full.writeUInt16BE(index.number, 4);
    key.copy(full, 6);
    if (!index.definition.unique) full.writeUIntBE(rid, end, ridLength);
    return full;
  }

  private putEntry(index: IndexState, key: Buffer, rid: Rid): void {
    this.storage.put(this.entryKey(index, key, rid), index.definition.unique ? ridBytes(rid) : empty);
  }

  private requireUnique(index: IndexState, entries: Entry[], rid: Rid): void {
    for (const { key, values } of entries) {
      const holder = this.ridAt(this.entryKey(index, key, rid));
      if (holder !== undefined && holder !== rid) throw duplicateKey(this.namespace, index.definition, values);
    }
  }

  private addToCounters(documents: number, bytes: number): void {
    this.count += documents;
    this.size += bytes;
    this.areCountersDirty = true;
  }
}

export const counterKey = (id: number): string => `n/${id}`;

export interface Entry {
  key: Buffer;
  values: unknown[];
}

/** The entries of one document in one index. */
export interface IndexEntries {
  index: IndexState;
  entries: Entry[];
}

/** What is to be removed and what is to be added to come from some entries of an index to others. */
function difference(old: Entry[], fresh: Entry[]): { removed: Entry[]; added: Entry[] } {
  const isIn = (entries: Entry[], { key }: Entry) => entries.some((other) => other.key.equals(key));
  // Few entries, nearly always one, are compared as they are; text for a map's keys costs more than that.
  if (old.length * fresh.length <= 16) {
    return {
      removed: old.filter((entry) => !isIn(fresh, entry)),
      added: fresh.filter((entry) => !isIn(old, entry)),
    };
  }
  const removed = new Map(old.map((entry) => [entry.key.toString('latin1'), entry]));
  const added = fresh.filter(({ key }) => !removed.delete(key.toString('latin1')));
  return { removed: [...removed.values()], added };
}

/** An index entry as it is stored: its whole key and the record it leads to. */
export interface StoredEntry {
  key: Buffer;
  rid: Rid;
}

/** The record id at the end of a key, or in the value of a unique index. */
const ridOf = (bytes: Buffer): Rid => bytes.readUIntBE(bytes.length - ridLength, ridLength);

const withRid = (key: Buffer): StoredEntry => ({ key, rid: ridOf(key) });

function ridBytes(rid: Rid): Buffer {
  const bytes = Buffer.allocUnsafe(ridLength);
  bytes.writeUIntBE(rid, 0, ridLength);
  return bytes;
}

function checkSize(bytes: Buffer): void {
  if (bytes.length <= maxDocumentSize) return;
  throw new MongoError(
    codes.BSONObjectTooLarge,
    `object to insert too large. size in bytes: ${bytes.length}, max size: ${maxDocumentSize}`,
  );
}

function duplicateKey(namespace: string, index: IndexDefinition, values: unknown[]): MongoError {
  const fields = Object.keys(index.key);
  const keyValue = Object.fromEntries(
    fields.map((field, at) => [field, typeof values[at] === 'symbol' ? [] : (values[at] ?? null)]),
  );
  const shown = fields.map((field) => `${field}: ${show(keyValue[field])}`).join(', ');
  return new MongoError(
    codes.DuplicateKey,
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: { ${shown} }`,
    { keyPattern: index.key, keyValue },
  );
}
