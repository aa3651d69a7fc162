import { randomUUID } from 'node:crypto';
import { ObjectId } from 'bson';
import { compileExpression } from '../aggregate/expression';
import { valueAt } from '../bson/path';
import { type Doc, decode, isDoc } from '../bson/value';
import { badValue, codes, MongoError } from '../errors';
import { checkNamespace, temporaryPrefix } from '../store/catalog';
import { runReading, type Steps, type Stream, streamOf, toArray } from '../store/steps';
import { CommandContext, requireDoc } from './context';
import { writeCommands } from './write';

/** Writes what a pipeline gives. */
export type Output = (documents: Stream<Doc>) => Promise<void>;

const batchSize = 1000;

/** Takes a last `$out` or `$merge` off a pipeline. */
export function splitOutput(pipeline: unknown): { stages: unknown; last?: Doc } {
  if (!Array.isArray(pipeline)) return { stages: pipeline };
  const isOutput = (stage: unknown) => isDoc(stage) && ('$out' in stage || '$merge' in stage);
  const at = pipeline.findIndex(isOutput);
  if (at < 0) return { stages: pipeline };
  if (at < pipeline.length - 1)
    throw new MongoError(40601, `${Object.keys(pipeline[at])[0]} can only be the final stage in the pipeline`);
  return { stages: pipeline.slice(0, -1), last: pipeline[at] };
}

export function compileOutput(context: CommandContext, { $out, $merge }: Doc, variables: Doc): Output {
  return $merge === undefined ? replaceCollection(context, $out) : mergeInto(context, $merge, variables);
}

function targetOf(context: CommandContext, spec: unknown): { db: string; name: string } {
  const { db = context.db, coll, ...rest } = isDoc(spec) ? spec : { coll: spec };
  const [unknown] = Object.keys(rest);
  if (unknown) throw new MongoError(codes.UnknownCommandField, `an output cannot have the field '${unknown}' here`);
  if (typeof db !== 'string' || typeof coll !== 'string')
    throw new MongoError(16990, '$out and $merge need the name of a collection');
  checkNamespace(db, coll);
  return { db, name: coll };
}

/** `$out`: fills a new collection with the old one's indexes and puts it into the old one's place in one step. */
function replaceCollection(context: CommandContext, spec: unknown): Output {
  const { catalog, writes, collectGarbage } = context.server;
  const { db, name } = targetOf(context, spec);
  const temporary = `${temporaryPrefix}${randomUUID()}`;
  return async (documents) => {
    const { indexes: before, options = {} } = catalog.find(db, name) ?? {};
    await writes.submit(function* () {
      const collection = catalog.create(db, temporary, options);
      for (const { definition } of before?.slice(1) ?? []) yield* catalog.createIndex(collection, definition);
    });
    try {
      await inBatches(documents, batchSize, (batch) => write(context, db, temporary, 'insert', { documents: batch }));
      await writes.run(() => {
        const old = catalog.find(db, name);
        if (old?.indexes !== before)
          throw new MongoError(28769, `indexes of target collection ${db}.${name} changed while processing $out`);
        if (old) catalog.drop(old);
        const filled = catalog.find(db, temporary);
        if (!filled) throw new MongoError(codes.QueryPlanKilled, 'the temporary collection of $out was dropped');
        catalog.rename(filled, name);
      });
    } catch (error) {
      await writes.run(() => {
        const unfinished = catalog.find(db, temporary);
        if (unfinished) catalog.drop(unfinished);
      });
      throw error;
    } finally {
      collectGarbage();
    }
  };
}

/** What `$merge` does with a document by `whenMatched`; each is one statement of an `update`, as on MongoDB. */
const merging: Record<string, (doc: Doc) => Doc> = {
  replace: (doc) => ({ u: doc }),
  merge: (doc) => ({ u: [{ $replaceWith: { $mergeObjects: ['$$ROOT', '$$new'] } }], c: { new: doc } }),
  keepExisting: (doc) => ({ u: { $setOnInsert: doc } }),
};

function mergeInto(context: CommandContext, spec: unknown, variables: Doc): Output {
  const options: Doc = isDoc(spec) ? spec : { into: spec };
  const { into, on = '_id', whenMatched = 'merge', whenNotMatched = 'insert', let: bindings, ...rest } = options;
  const [unknown] = Object.keys(rest);
  if (unknown) throw new MongoError(codes.UnknownCommandField, `BSON field '$merge.${unknown}' is an unknown field.`);
  const isPipeline = Array.isArray(whenMatched);
  if (bindings !== undefined && !isPipeline)
    throw new MongoError(51199, `Cannot use 'let' variables with 'whenMatched: ${whenMatched}' mode`);
  checkModes(whenMatched, whenNotMatched);
  const { db, name } = targetOf(context, into);
  const fields = (Array.isArray(on) ? on : [on]).map(String);
  const constants = Object.entries(requireDoc(bindings ?? { new: '$$ROOT' }, '$merge.let')).map(
    ([variable, value]) => [variable, compileExpression(value)] as const,
  );
  const statementOf = (doc: Doc): Doc => {
    const u = isPipeline
      ? { u: whenMatched, c: Object.fromEntries(constants.map(([variable, of]) => [variable, of(doc, variables)])) }
      : merging[whenMatched as string]?.(doc);
    return { q: keyOf(doc, fields), ...u, upsert: whenNotMatched === 'insert' && !isPipeline };
  };
  const apply = async (batch: Doc[]): Promise<void> => {
    if (whenMatched === 'fail') {
      await write(context, db, name, 'insert', { documents: batch });
      return;
    }
    const n = await write(context, db, name, 'update', { updates: batch.map(statementOf) });
    if (n === batch.length || whenNotMatched === 'discard') return;
    if (whenNotMatched === 'fail') {
      throw new MongoError(
        13113,
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      );
    }
    await write(context, db, name, 'insert', { documents: batch });
  };
  // Whether one document was there shows in the count of a statement of its own.
  const size = isPipeline || whenNotMatched === 'fail' ? 1 : batchSize;
  return async (documents) => {
    requireUnique(context, db, name, fields);
    // What is written here must not come round as input again.
    const isSelf = db === context.db && name === context.command.aggregate;
    const source = isSelf ? streamOf(await runReading(toArray(documents))) : documents;
    await inBatches(source, size, (batch) => apply(fields.includes('_id') ? batch.map(withId) : batch));
  };
}

function checkModes(whenMatched: unknown, whenNotMatched: unknown): void {
  const wrong = (field: string, value: unknown) =>
    badValue(`Enumeration value '${value}' for field '$merge.${field}' is not a valid value.`);
  if (!Array.isArray(whenMatched) && whenMatched !== 'fail' && !Object.hasOwn(merging, String(whenMatched)))
    throw wrong('whenMatched', whenMatched);
  if (!['insert', 'discard', 'fail'].includes(String(whenNotMatched))) throw wrong('whenNotMatched', whenNotMatched);
  if ((whenMatched === 'fail' || whenMatched === 'keepExisting') && whenNotMatched !== 'insert') {
    throw new MongoError(
      51181,
      `Combination of $merge modes 'whenMatched: ${whenMatched}' and 'whenNotMatched: ${whenNotMatched}' is not supported`,
    );
  }
}

const withId = (doc: Doc): Doc => (doc._id === undefined ? { _id: new ObjectId(), ...doc } : doc);

/** The filter by which `$merge` finds the document to merge with. */
function keyOf(doc: Doc, fields: string[]): Doc {
  const entries = fields.map((field) => [field, valueAt(doc, field.split('.'))] as const);
  if (entries.some(([, value]) => value === undefined || value === null || Array.isArray(value)))
    throw new MongoError(51132, "$merge write error: 'on' field cannot be missing, null, undefined or an array");
  return Object.fromEntries(entries.map(([field, value]) => [field, { $eq: value }]));
}

/** `$merge` may match by fields that a unique index covers; by others it could not tell which document is meant. */
function requireUnique({ server }: CommandContext, db: string, name: string, fields: string[]): void {
  const wanted = [...fields].sort().join();
  const isCovered = (server.catalog.find(db, name)?.indexes ?? []).some(
    ({ definition: { unique, partialFilterExpression, key } }) =>
      unique && !partialFilterExpression && Object.keys(key).sort().join() === wanted,
  );
  if (!isCovered && wanted !== '_id')
    throw new MongoError(51183, 'Cannot find index to verify that join fields will be unique');
}

async function inBatches(source: Stream<Doc>, size: number, apply: (batch: Doc[]) => Promise<unknown>): Promise<void> {
  for (;;) {
    const batch = await runReading(take(source, size));
    if (batch.length > 0) await apply(batch);
    if (batch.length < size) return;
  }
}

function* take(source: Stream<Doc>, count: number): Steps<Doc[]> {
  const docs: Doc[] = [];
  while (docs.length < count) {
    const { value, done } = source.next();
    if (done) break;
    if (value) docs.push(value);
    yield;
  }
  return docs;
}

/** Runs an insert or update as a client would send it, and answers how many documents it met; its first error is thrown. */
async function write(outer: CommandContext, db: string, name: string, kind: string, fields: Doc): Promise<number> {
  const command = { [kind]: name, ...fields };
  const context = new CommandContext(outer.server, kind, db, command, new Map(), outer.connectionId);
  const answer = await writeCommands[kind]?.run(context);
  const reply = Buffer.isBuffer(answer) ? decode(answer) : (answer as Doc);
  const [error] = (reply.writeErrors ?? []) as Doc[];
  if (!error) return Number(reply.n);
  const { index: _, code, errmsg, ...details } = error;
  throw new MongoError(Number(code), `PlanExecutor error during aggregation :: caused by :: ${errmsg}`, details);
}
