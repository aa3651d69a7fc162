import type { Positions } from '../bson/path';
import { type Doc, decode, encode, intOrLong, isTruthy } from '../bson/value';
import { failedToParse } from '../errors';
import { type Filter, parseFilter } from '../query/filter';
import { compileFilter } from '../query/matcher';
import { compileProjection } from '../query/projection';
import { findOne } from '../query/query';
import { parseSort } from '../query/sort';
import { compileUpdate } from '../update/update';
import { type Command, type CommandContext, checkCollation, hintOf, requireDoc, variablesOf } from './context';
import { applyUpdate, insertUpsert } from './write';

export const findAndModifyCommand: Command = {
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'arrayFilters',
    'hint',
    'collation',
    'let',
    'bypassDocumentValidation',
  ],
  run: findAndModify,
};

function findAndModify(context: CommandContext): Promise<Doc> {
  const { command, server } = context;
  checkCollation(command.collation);
  const isRemove = isTruthy(command.remove);
  const isUpsert = isTruthy(command.upsert);
  if (isRemove && command.update !== undefined) throw failedToParse('Cannot specify both an update and remove=true');
  if (isRemove && isUpsert) throw failedToParse('Cannot specify both upsert=true and remove=true');
  if (isRemove && isTruthy(command.new))
    throw failedToParse("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
  if (!isRemove && command.update === undefined)
    throw failedToParse('Either an update or remove=true must be specified');
  const variables = variablesOf(command);
  const filter = parseFilter(requireDoc(command.query, 'findAndModify.query'));
  const statement = isRemove ? undefined : compileUpdate(command.update, command.arrayFilters, variables);
  const matches = compileFilter(filter, variables);
  const query = { filter, matches, sort: parseSort(command.sort), hint: hintOf(command.hint), variables };
  const shape = shaper(context, filter, variables);
  return server.writes.submitBulk(function* () {
    const found = yield* findOne(context.collection, query);
    if (!statement) {
      if (found) context.requireCollection().remove(found.rid, found);
      return { lastErrorObject: { n: intOrLong(found ? 1 : 0) }, value: found ? shape(found.bytes) : null, ok: 1 };
    }
    const returnsNew = isTruthy(command.new);
    if (!found && isUpsert) {
      const doc = insertUpsert(context, filter, statement);
      const lastErrorObject = { n: intOrLong(1), updatedExisting: false, upserted: doc._id };
      return { lastErrorObject, value: returnsNew ? shape(encode(doc)) : null, ok: 1 };
    }
    if (!found) return { lastErrorObject: { n: intOrLong(0), updatedExisting: false }, value: null, ok: 1 };
    applyUpdate(context, found, { matches, update: statement });
    const value = returnsNew ? (context.requireCollection().get(found.rid) as Buffer) : found.bytes;
    return { lastErrorObject: { n: intOrLong(1), updatedExisting: true }, value: shape(value), ok: 1 };
  });
}

function shaper(context: CommandContext, filter: Filter, variables: Doc): (bytes: Buffer) => Doc {
  const fields = context.doc('fields');
  if (Object.keys(fields).length === 0) return decode;
  const project = compileProjection(fields);
  const matches = compileFilter(filter);
  return (bytes) => {
    const doc = decode(bytes);
    const positions: Positions = new Map();
    matches(doc, positions);
    return project(doc, positions, variables);
  };
}
