import { ObjectId } from 'bson';
import type { Positions } from '../bson/path';
import { bsonTypeName, type Doc, decode, encode, intOrLong, isDoc, isRegex, isTruthy, toInteger } from '../bson/value';
import { codes, failedToParse, MongoError, missingField } from '../errors';
import { type Filter, parseFilter } from '../query/filter';
import { compileFilter, type Matcher } from '../query/matcher';
import { find, findOne, type Query } from '../query/query';
import { Found } from '../query/scan';
import { recordByKey } from '../query/whole-key';
import type { Collection, Rid } from '../store/collection';
import { letOthers, type Steps } from '../store/steps';
import { compileUpdate, seedFromFilter, type Update } from '../update/update';
import { type Command, type CommandContext, checkCollation, hintOf, requireDoc, variablesOf } from './context';

const maxBatch = 100_000;

export const writeCommands: Record<string, Command> = {
  insert: { fields: ['documents', 'ordered', 'bypassDocumentValidation'], run: insert },
  update: { fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'], run: update },
  delete: { fields: ['deletes', 'ordered', 'let'], run: remove },
};

interface StatementShape {
  required: string[];
  known: Set<string>;
}

/** A statement that lacks a field or has one too many refuses the whole command, before anything is written. */
function checkShape(where: string, statement: Doc, { required, known }: StatementShape): void {
  const missing = required.find((field) => statement[field] === undefined);
  if (missing) throw missingField(`${where}.${missing}`);
  const unknown = Object.keys(statement).find((field) => !known.has(field));
  if (unknown) throw new MongoError(codes.UnknownCommandField, `BSON field '${where}.${unknown}' is an unknown field.`);
}

/** The statements of a bulk, from the command itself or from its document sequence. */
function statements(context: CommandContext, field: string, shape?: StatementShape): Doc[] {
  const sequence = context.sequences.get(field);
  const list = sequence ? sequence.map(decode) : context.command[field];
  if (!Array.isArray(list)) throw missingField(`${context.name}.${field}`);
  if (list.length === 0 || list.length > maxBatch) {
    throw new MongoError(
      codes.InvalidLength,
      `Write batch sizes must be between 1 and ${maxBatch}. Got ${list.length} operations.`,
    );
  }
  for (const item of list) {
    requireDoc(item, `${context.name}.${field}`);
    if (shape) checkShape(`${context.name}.${field}`, item, shape);
  }
  return list as Doc[];
}

/** Runs statements one by one; a refused one is reported with its index, and ends an ordered bulk. */
function* runBulk<T>(
  context: CommandContext,
  items: T[],
  apply: (item: T, index: number) => Steps<void> | void,
): Steps<Doc[]> {
  const isOrdered = context.command.ordered === undefined || isTruthy(context.command.ordered);
  const writeErrors: Doc[] = [];
  for (const [index, item] of items.entries()) {
    try {
      const steps = apply(item, index);
      if (steps) yield* steps;
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      writeErrors.push({
        index: intOrLong(index),
        code: intOrLong(error.code),
        ...error.details,
        errmsg: error.message,
      });
      if (isOrdered) break;
    }
    yield letOthers;
  }
  return writeErrors;
}

const withErrors = (reply: Doc, writeErrors: Doc[]): Doc => ({
  ...reply,
  ...(writeErrors.length > 0 && { writeErrors }),
  ok: 1,
});

function insert(context: CommandContext): Promise<Doc> {
  const { server, db, collectionName } = context;
  const sequence = context.sequences.get('documents');
  const documents = statements(context, 'documents').map((doc, index) => prepare(doc, sequence?.[index]));
  return server.writes.submitBulk(function* () {
    let n = 0;
    const collection = server.catalog.require(db, collectionName);
    const writeErrors = yield* runBulk(context, documents, ({ doc, bytes, error }) => {
      if (error) throw error;
      collection.insert(doc, bytes);
      n += 1;
    });
    return withErrors({ n: intOrLong(n) }, writeErrors);
  });
}

interface Prepared {
  doc: Doc;
  bytes: Buffer;
  error?: MongoError;
}

/** Gives a document its _id, in the first place, and keeps the client's own bytes when nothing had to change. */
function prepare(doc: Doc, raw: Buffer | undefined): Prepared {
  try {
    if (Object.keys(doc)[0] === '_id') {
      checkId(doc._id);
      return { doc, bytes: raw ?? encode(doc) };
    }
    const { _id = new ObjectId(), ...rest } = doc;
    checkId(_id);
    const complete = { _id, ...rest };
    return { doc: complete, bytes: encode(complete) };
  } catch (error) {
    if (error instanceof MongoError) return { doc, bytes: Buffer.alloc(0), error };
    throw error;
  }
}

function checkId(id: unknown): void {
  if (Array.isArray(id) || isRegex(id) || id === undefined) {
    throw new MongoError(codes.InvalidIdField, `The '_id' value cannot be of type ${bsonTypeName(id)}`);
  }
  if (!isDoc(id)) return;
  const operator = Object.keys(id).find((name) => name.startsWith('$'));
  if (operator) {
    throw new MongoError(
      codes.DollarPrefixedFieldName,
      `_id fields may not contain '$'-prefixed fields: ${operator} is not valid for storage.`,
    );
  }
}

interface UpdateStatement {
  filter: Filter;
  matches: Matcher;
  update: Update;
  isMulti: boolean;
  isUpsert: boolean;
  hint: unknown;
}

const updateShape: StatementShape = {
  required: ['q', 'u'],
  known: new Set(['q', 'u', 'multi', 'upsert', 'arrayFilters', 'collation', 'hint', 'c']),
};

function parseUpdate(statement: Doc, variables: Doc): UpdateStatement {
  checkCollation(statement.collation);
  const update = compileUpdate(statement.u, statement.arrayFilters, {
    ...variables,
    ...requireDoc(statement.c, 'update.updates.c'),
  });
  if (statement.c !== undefined && !Array.isArray(statement.u))
    throw new MongoError(51198, 'Constant values may only be specified for pipeline updates');
  const isMulti = isTruthy(statement.multi);
  if (isMulti && update.isReplacement)
    throw failedToParse('multi update is not supported for replacement-style update');
  const filter = parseFilter(requireDoc(statement.q, 'update.updates.q'));
  return {
    filter,
    matches: compileFilter(filter, variables),
    update,
    isMulti,
    isUpsert: isTruthy(statement.upsert),
    hint: hintOf(statement.hint),
  };
}

function update(context: CommandContext): Promise<Doc> {
  const { server } = context;
  const list = statements(context, 'updates', updateShape);
  const variables = variablesOf(context.command);
  return server.writes.submitBulk(function* () {
    let n = 0;
    let nModified = 0;
    const upserted: Doc[] = [];
    const writeErrors = yield* runBulk(context, list, function* (each, index) {
      const statement = parseUpdate(each, variables);
      const { filter, matches, hint } = statement;
      let matched = 0;
      for (const target of yield* targetsOf(context, { filter, matches, hint, variables }, statement.isMulti)) {
        const result = applyUpdate(context, target, statement);
        if (result === undefined) continue;
        matched += 1;
        n += 1;
        if (result) nModified += 1;
        if (statement.isMulti) yield;
      }
      if (matched === 0 && statement.isUpsert) {
        const doc = insertUpsert(context, statement.filter, statement.update);
        upserted.push({ index: intOrLong(index), _id: doc._id });
        n += 1;
      }
    });
    const reply = { n: intOrLong(n), ...(upserted.length > 0 && { upserted }), nModified: intOrLong(nModified) };
    return withErrors(reply, writeErrors);
  });
}

/**
 * A record that a write is about to change, if it matches. One alone is changed in the very step that found it, and so need not be read
 * again; of many, and of one that was looked up by its key, only the ids are kept.
 */
type Target = Found | { rid: Rid };

/** The records a write is about to change, collected before the first change moves any of them in an index. */
function* targetsOf(context: CommandContext, query: Query, isMulti: boolean): Steps<Target[]> {
  const { collection } = context;
  const known = collection && query.hint === undefined ? recordByKey(collection, query.filter) : undefined;
  if (known) return known.rid === undefined ? [] : [{ rid: known.rid }];
  if (!isMulti) {
    const found = yield* findOne(collection, query);
    return found ? [found] : [];
  }
  const rids: Target[] = [];
  for (const found of find(collection, query)) {
    if (found) rids.push({ rid: found.rid });
    yield;
  }
  return rids;
}

function readTarget(collection: Collection, target: Target): Found | undefined {
  if (target instanceof Found) return target;
  const bytes = collection.get(target.rid);
  return bytes && new Found(target.rid, bytes, 'none');
}

/** Updates one record. True when it changed, false when it was so already, undefined when it no longer matches. */
export function applyUpdate(
  context: CommandContext,
  target: Target,
  { matches, update }: Pick<UpdateStatement, 'matches' | 'update'>,
): boolean | undefined {
  const collection = context.requireCollection();
  const found = readTarget(collection, target);
  if (!found) return undefined;
  const { rid, doc, bytes: before } = found;
  const positions: Positions = new Map();
  if (!matches(doc, positions)) return undefined;
  // Before the update, which changes the document in place.
  const old = collection.entriesTouched(doc, update.touched);
  const changed = update.apply(doc, positions, false);
  const bytes = encode(changed);
  if (bytes.equals(before)) return false;
  collection.update(rid, old, changed, { before: before.length, bytes });
  return true;
}

export function insertUpsert(context: CommandContext, filter: Filter, update: Update): Doc {
  const seed = seedFromFilter(filter);
  const start = update.isReplacement ? (seed._id === undefined ? {} : { _id: seed._id }) : seed;
  const { doc, bytes, error } = prepare(update.apply(start, new Map(), true), undefined);
  if (error) throw error;
  context.server.catalog.require(context.db, context.collectionName).insert(doc, bytes);
  return doc;
}

const deleteShape: StatementShape = {
  required: ['q', 'limit'],
  known: new Set(['q', 'limit', 'collation', 'hint']),
};

function remove(context: CommandContext): Promise<Doc> {
  const { server } = context;
  const list = statements(context, 'deletes', deleteShape);
  const variables = variablesOf(context.command);
  return server.writes.submitBulk(function* () {
    let n = 0;
    const writeErrors = yield* runBulk(context, list, function* (each) {
      checkCollation(each.collation);
      const limit = toInteger(each.limit);
      if (limit !== 0 && limit !== 1)
        throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${each.limit}`);
      const query = { filter: parseFilter(requireDoc(each.q, 'delete.deletes.q')), hint: hintOf(each.hint), variables };
      const matches = compileFilter(query.filter, variables);
      for (const target of yield* targetsOf(context, { ...query, matches }, limit === 0)) {
        const { collection } = context;
        const found = collection && readTarget(collection, target);
        if (!found || !matches(found.doc)) continue;
        collection.remove(found.rid, found);
        n += 1;
        if (limit === 0) yield;
      }
    });
    return withErrors({ n: intOrLong(n) }, writeErrors);
  });
}
