import { setOwn, valueAt } from '../bson/path';
import { bsonTypeName, type Doc, intOrLong, isDoc } from '../bson/value';
import { MongoError } from '../errors';
import type { Filter } from '../query/filter';
import { indexKeysOf } from '../store/index-key';
import { type Steps, type Stream, streamOf, toArray } from '../store/steps';
import { compileExpression } from './expression';
import type { Pipeline, PipelineContext, Stage } from './pipeline';

/** What the stages below need of the pipeline module, handed in to keep the two apart. */
export interface PipelineTools {
  compilePipeline: (pipeline: unknown, context: PipelineContext) => Pipeline;
  compileStages: (pipeline: unknown, context: PipelineContext) => Stage[];
  run: (pipeline: Pipeline, source: ReturnType<PipelineContext['collection']>) => Stream<Doc>;
}

type Compile = (spec: unknown, context: PipelineContext, tools: PipelineTools) => Stage;

/** The stages that combine or multiply documents. */
export const stageCompilers = new Map<string, Compile>([
  ['$unwind', unwind],
  ['$lookup', lookup],
  ['$facet', facet],
  ['$sortByCount', sortByCount],
]);

function unwind(spec: unknown): Stage {
  const options: Doc = isDoc(spec) ? spec : { path: spec };
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = options;
  if (typeof path !== 'string')
    throw new MongoError(28808, `expected a string as the path for $unwind stage, got ${bsonTypeName(path)}`);
  if (!path.startsWith('$'))
    throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const parts = path.slice(1).split('.');
  const indexPath = typeof includeArrayIndex === 'string' ? includeArrayIndex.split('.') : undefined;
  const keepsEmpty = preserveNullAndEmptyArrays === true;
  const withIndex = (doc: Doc, index: number | null): Doc =>
    indexPath ? withFieldAt(doc, indexPath, index === null ? null : intOrLong(index)) : doc;
  return function* unwound(source) {
    for (const doc of source) {
      if (doc === null) {
        yield null;
        continue;
      }
      const value = valueAt(doc, parts);
      if (Array.isArray(value) && value.length > 0) {
        for (const [index, element] of value.entries()) yield withIndex(withFieldAt(doc, parts, element), index);
      } else if (Array.isArray(value)) {
        if (keepsEmpty) yield withIndex(withFieldAt(doc, parts, undefined), null);
      } else if (value === null || value === undefined) {
        if (keepsEmpty) yield withIndex({ ...doc }, null);
      } else {
        yield withIndex({ ...doc }, null);
      }
    }
  };
}

const lookupFields = new Set(['from', 'as', 'localField', 'foreignField', 'let', 'pipeline']);

function lookup(spec: unknown, context: PipelineContext, tools: PipelineTools): Stage {
  if (!isDoc(spec)) throw new MongoError(9, 'the $lookup specification must be an Object');
  const unknown = Object.keys(spec).find((name) => !lookupFields.has(name));
  if (unknown) throw new MongoError(9, `unknown argument to $lookup: ${unknown}`);
  const { from, as, localField, foreignField } = spec;
  if (typeof from !== 'string' || typeof as !== 'string')
    throw new MongoError(9, "$lookup needs string 'from' and 'as' fields");
  const isJoin = typeof localField === 'string' && typeof foreignField === 'string';
  if (!isJoin && (localField !== undefined || foreignField !== undefined || spec.pipeline === undefined)) {
    throw new MongoError(9, "$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  }
  const bindings = Object.entries((spec.let ?? {}) as Doc).map(
    ([name, value]) => [name, compileExpression(value)] as const,
  );
  const steps = Array.isArray(spec.pipeline) ? spec.pipeline : [];
  // Refuses a bad pipeline even when no document comes.
  tools.compilePipeline(steps, context);
  const localPath = isJoin ? (localField as string).split('.') : [];
  const foreignPath = isJoin ? (foreignField as string).split('.') : [];
  const asPath = as.split('.');

  function* joined(doc: Doc): Steps<Doc[]> {
    const variables = { ...context.variables };
    for (const [name, evaluate] of bindings) variables[name] = evaluate(doc, context.variables);
    const pipeline = tools.compilePipeline(steps, { ...context, variables });
    if (isJoin) {
      const match: Filter = { kind: 'in', path: foreignPath, values: localValues(doc, localPath) };
      // The join goes first, where an index on the foreign field serves it.
      pipeline.query.filter = { kind: 'and', children: [match, pipeline.query.filter] };
      pipeline.count = undefined;
    }
    return yield* toArray(tools.run(pipeline, context.collection(from as string)));
  }

  return function* looked(source) {
    for (const doc of source) {
      if (doc === null) {
        yield null;
        continue;
      }
      const steps = joined(doc);
      let step = steps.next();
      while (!step.done) {
        yield null;
        step = steps.next();
      }
      yield withFieldAt(doc, asPath, step.value);
    }
  };
}

/** A copy of a document, along the path only, with another value there; undefined removes the field. */
function withFieldAt(doc: Doc, path: string[], value: unknown): Doc {
  const copy = { ...doc };
  let holder = copy;
  for (const part of path.slice(0, -1)) {
    const child = isDoc(holder[part]) ? { ...(holder[part] as Doc) } : {};
    setOwn(holder, part, child);
    holder = child;
  }
  if (value === undefined) delete holder[path.at(-1) as string];
  else setOwn(holder, path.at(-1) as string, value);
  return copy;
}

/** What a document joins by: its value, or the elements of its array; a missing field joins with null. */
function localValues(doc: Doc, path: string[]): unknown[] {
  const { tuples } = indexKeysOf(doc, [path]);
  return tuples
    .map(([value]) => (typeof value === 'symbol' ? undefined : (value ?? null)))
    .filter((value) => value !== undefined);
}

function facet(spec: unknown, context: PipelineContext, tools: PipelineTools): Stage {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw new MongoError(40169, 'the $facet specification must be a non-empty object');
  const facets = Object.entries(spec).map(
    ([name, pipeline]) => [name, tools.compileStages(pipeline, context)] as const,
  );
  return function* faceted(source) {
    const docs: Doc[] = [];
    for (const doc of source) {
      if (doc !== null) docs.push(doc);
      yield null;
    }
    const result: Doc = {};
    for (const [name, stages] of facets) {
      const found: Doc[] = [];
      for (const doc of stages.reduce((stream, stage) => stage(stream), streamOf(docs))) {
        if (doc !== null) found.push(doc);
        yield null;
      }
      setOwn(result, name, found);
    }
    yield result;
  };
}

function sortByCount(spec: unknown, context: PipelineContext, tools: PipelineTools): Stage {
  const stages = tools.compileStages(
    [{ $group: { _id: spec, count: { $sum: 1 } } }, { $sort: { count: -1 } }],
    context,
  );
  return (source) => stages.reduce((stream, stage) => stage(stream), source);
}
