import { keyOf } from '../bson/key';
import { someValue } from '../bson/path';
import {
  bsonTypeName,
  type Doc,
  encode,
  intOrLong,
  isDoc,
  isNumber,
  isTruthy,
  toInteger,
  toNumber,
} from '../bson/value';
import { badValue, failedToParse, MongoError, typeMismatch } from '../errors';
import type { CursorOptions } from '../query/cursors';
import { parseFilter } from '../query/filter';
import { compileFilter } from '../query/matcher';
import { compileCut, compileProjection } from '../query/projection';
import { countFound, find, type Query } from '../query/query';
import type { Found } from '../query/scan';
import { parseSort } from '../query/sort';
import { runReading, type Steps, type Stream } from '../store/steps';
import { type Command, type CommandContext, checkCollation, hintOf, requireDoc, variablesOf } from './context';
import { explain } from './explain';

export const readCommands: Record<string, Command> = {
  find: {
    fields: [
      'filter',
      'projection',
      'sort',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'hint',
      'collation',
      'let',
      'allowDiskUse',
      'noCursorTimeout',
      'allowPartialResults',
      'returnKey',
      'showRecordId',
      'max',
      'min',
      'tailable',
      'awaitData',
      'oplogReplay',
    ],
    run: runFind,
  },
  getMore: { fields: ['collection', 'batchSize'], required: ['collection'], run: getMore },
  killCursors: { fields: ['cursors'], required: ['cursors'], run: killCursors },
  count: { fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'], run: runCount },
  distinct: { fields: ['key', 'query', 'hint', 'collation'], required: ['key'], run: distinct },
  explain: { fields: ['verbosity'], run: (context) => explain(context, context.doc('explain')) },
};

/** The query of a find or count command. */
export function queryOf(context: CommandContext, filterField: string): Query {
  const { command } = context;
  checkCollation(command.collation);
  const limit = command.limit === undefined ? undefined : Math.abs(toInteger(command.limit) ?? 0);
  return {
    filter: parseFilter(context.doc(filterField)),
    sort: parseSort(command.sort),
    skip: context.count('skip'),
    limit: limit || undefined,
    hint: hintOf(command.hint),
    variables: variablesOf(command),
  };
}

function runFind(context: CommandContext): Promise<Buffer> {
  const { command, collection, namespace, server } = context;
  if (isTruthy(command.tailable))
    throw badValue('error processing query: tailable cursor requested on non capped collection');
  for (const field of ['awaitData', 'returnKey', 'showRecordId', 'max', 'min']) {
    const value = command[field];
    if (value === undefined || value === false || (isDoc(value) && Object.keys(value).length === 0)) continue;
    throw failedToParse(`find: ${field} is not supported by the embedded database`);
  }
  if (isNumber(command.limit) && toNumber(command.limit) < 0)
    throw new MongoError(51024, `BSON field 'limit' value must be >= 0, actual value '${command.limit}'`);
  const query = queryOf(context, 'filter');
  if (isNaturalBackwards(query.sort)) {
    query.hint = query.sort;
    query.sort = undefined;
  }
  const source = find(collection, query);
  const options: CursorOptions = {
    batchSize: context.count('batchSize'),
    limit: query.limit,
    isSingleBatch: context.flag('singleBatch'),
    collection,
  };
  return server.cursors.start(namespace, projected(source, query, command.projection), options);
}

const isNaturalBackwards = (sort: Doc | undefined) => sort !== undefined && '$natural' in sort;

function* projected(source: Stream<Found>, query: Query, spec: unknown): Stream<Buffer> {
  const projection = requireDoc(spec, 'find.projection');
  if (Object.keys(projection).length === 0) {
    for (const found of source) yield found?.bytes ?? null;
    return;
  }
  const project = compileProjection(projection);
  const cut = compileCut(projection);
  if (cut) {
    for (const found of source) yield found && cut(found.bytes);
    return;
  }
  const needsPositions = Object.keys(projection).some((path) => path.endsWith('.$'));
  const matches = compileFilter(query.filter, query.variables);
  for (const found of source) {
    if (found === null) {
      yield null;
      continue;
    }
    const positions = new Map<string, number>();
    if (needsPositions) matches(found.doc, positions);
    yield encode(project(found.doc, positions, query.variables));
  }
}

function getMore(context: CommandContext): Promise<Buffer> {
  const { collection } = context.command;
  if (typeof collection !== 'string')
    throw typeMismatch(
      `BSON field 'getMore.collection' is the wrong type '${bsonTypeName(collection)}', expected type 'string'`,
    );
  return context.server.cursors.next(
    cursorId(context.command.getMore),
    `${context.db}.${collection}`,
    context.count('batchSize'),
  );
}

function cursorId(value: unknown): bigint {
  if (!isNumber(value)) throw typeMismatch(`a cursor id must be a long, not ${bsonTypeName(value)}`);
  return BigInt(value.toString());
}

function killCursors(context: CommandContext): Doc {
  const { cursors } = context.command;
  if (!Array.isArray(cursors)) throw typeMismatch("BSON field 'killCursors.cursors' must be an array");
  const killed = cursors.filter((id) => context.server.cursors.kill(cursorId(id)));
  const missing = cursors.filter((id) => !killed.includes(id));
  return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}

async function runCount(context: CommandContext): Promise<Doc> {
  const query = queryOf(context, 'query');
  return { n: intOrLong(await runReading(countFound(context.collection, query))), ok: 1 };
}

async function distinct(context: CommandContext): Promise<Doc> {
  const { key } = context.command;
  if (typeof key !== 'string')
    throw typeMismatch(`BSON field 'distinct.key' is the wrong type '${bsonTypeName(key)}', expected type 'string'`);
  const path = key.split('.');
  const values = new Map<string, unknown>();
  const add = (value: unknown) => values.set(keyOf(value), value);
  await runReading(visitValues(context, path, add));
  return { values: [...values.values()], ok: 1 };
}

function* visitValues(context: CommandContext, path: string[], add: (value: unknown) => void): Steps<void> {
  for (const found of find(context.collection, queryOf(context, 'query'))) {
    if (found === null) {
      yield;
      continue;
    }
    someValue(found.doc, path, (value, _path, _position, isIndexed) => {
      if (Array.isArray(value) && !isIndexed) value.forEach(add);
      else if (value !== undefined) add(value);
      return false;
    });
    yield;
  }
}
