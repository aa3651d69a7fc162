import { compare, rankOf } from '../bson/compare';
import { setOwn, valueAt } from '../bson/path';
import { bsonTypeName, type Doc, intOrLong, isDoc, toInteger } from '../bson/value';
import { MongoError } from '../errors';
import { type Filter, isOperatorDoc } from '../query/filter';
import { indexKeysOf } from '../store/index-key';
import { type Steps, type Stream, streamOf, toArray } from '../store/steps';
import { compileExpression, named } from './expression';
import { compileGroup } from './group';
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
  ['$bucket', bucket],
  ['$sample', sample],
  ['$unionWith', unionWith],
]);

const unwindOptions = new Set(['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays']);

function unwind(spec: unknown): Stage {
  const options: Doc = isDoc(spec) ? spec : { path: spec };
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = options;
  if (typeof path !== 'string')
    throw new MongoError(28808, `expected a string as the path for $unwind stage, got ${bsonTypeName(path)}`);
  const unknown = Object.keys(options).find((name) => !unwindOptions.has(name));
  if (unknown) throw new MongoError(28811, `unrecognized option to $unwind stage: ${unknown}`);
  if (preserveNullAndEmptyArrays !== undefined && typeof preserveNullAndEmptyArrays !== 'boolean')
    throw new MongoError(28809, 'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage');
  if (includeArrayIndex !== undefined && (typeof includeArrayIndex !== 'string' || includeArrayIndex === ''))
    throw new MongoError(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage');
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
  if (spec.let !== undefined && !isDoc(spec.let)) throw new MongoError(9, '$lookup argument let must be an object');
  const bindings = Object.entries(spec.let ?? {}).map(([name, value]) => [name, compileExpression(value)] as const);
  const steps = spec.pipeline ?? [];
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
  const facets = Object.entries(spec).map(([name, pipeline]) => {
    if (Array.isArray(pipeline) && pipeline.some((stage) => isDoc(stage) && '$facet' in stage))
      throw new MongoError(40600, '$facet is not allowed to be used within a $facet stage');
    return [name, tools.compileStages(pipeline, context)] as const;
  });
  return function* faceted(source) {
    const docs: Doc[] = [];
    for (const doc of source) {
      if (doc !== null) docs.push(doc);
      yield null;
    }
    const result: Doc = {};
    for (const [name, stages] of facets) {
      const found: Doc[] = [];
      for (const doc of inOrder(stages)(streamOf(docs))) {
        if (doc !== null) found.push(doc);
        yield null;
      }
      setOwn(result, name, found);
    }
    yield result;
  };
}

function sortByCount(spec: unknown, context: PipelineContext, tools: PipelineTools): Stage {
  const isExpression = typeof spec === 'string' ? spec.startsWith('$') : isDoc(spec) && isOperatorDoc(spec);
  if (!isExpression)
    throw new MongoError(40147, 'the sortByCount field must be defined as a $-prefixed path or an expression');
  return inOrder(
    tools.compileStages([{ $group: { _id: spec, count: { $sum: 1 } } }, { $sort: { count: -1 } }], context),
  );
}

const inOrder =
  (stages: Stage[]): Stage =>
  (source) =>
    stages.reduce((stream, stage) => stage(stream), source);

/** Groups by the boundaries that a value lies between. */
function bucket(spec: unknown, context: PipelineContext, tools: PipelineTools): Stage {
  const {
    groupBy,
    boundaries,
    default: other,
    output,
  } = named('$bucket', spec, ['groupBy', 'boundaries'], ['default', 'output']);
  const bounds = Array.isArray(boundaries)
    ? boundaries.map((bound) => compileExpression(bound)({}, context.variables))
    : [];
  if (bounds.length < 2) throw new MongoError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  bounds.slice(1).forEach((bound, at) => {
    if (rankOf(bound) !== rankOf(bounds[at]))
      throw new MongoError(40193, "All values in the 'boundaries' option to $bucket must have the same type.");
    if (compare(bounds[at], bound) >= 0)
      throw new MongoError(40194, "The 'boundaries' option to $bucket must be sorted, but elements are not in order.");
  });
  const value = compileExpression(groupBy);
  const boundOf = (doc: Doc): unknown => {
    const found = value(doc, context.variables);
    const above = bounds.findIndex((bound) => compare(found, bound) < 0);
    if (above > 0) return bounds[above - 1];
    if (other !== undefined) return other;
    throw new MongoError(40066, '$switch could not find a matching branch for an input, and no default was specified');
  };
  const group = compileGroup({ _id: null, ...((output as Doc | undefined) ?? { count: { $sum: 1 } }) }, boundOf);
  const [sort] = tools.compileStages([{ $sort: { _id: 1 } }], context) as [Stage];
  return (source) => sort(group(source, context.variables));
}

/** A random choice of documents, each at most once. */
function sample(spec: unknown): Stage {
  const size = isDoc(spec) ? toInteger(spec.size) : undefined;
  if (size === undefined || size < 1)
    throw new MongoError(28747, 'size argument to $sample must be a positive integer');
  return function* sampled(source) {
    const docs: Doc[] = [];
    for (const doc of source) {
      if (doc !== null) docs.push(doc);
      yield null;
    }
    for (let at = 0; at < Math.min(size, docs.length); at += 1) {
      const other = at + Math.floor(Math.random() * (docs.length - at));
      [docs[at], docs[other]] = [docs[other] as Doc, docs[at] as Doc];
      yield docs[at] as Doc;
    }
  };
}

function unionWith(spec: unknown, context: PipelineContext, tools: PipelineTools): Stage {
  const { coll, pipeline = [] } =
    typeof spec === 'string' ? { coll: spec } : named('$unionWith', spec, ['coll'], ['pipeline']);
  if (typeof coll !== 'string') throw new MongoError(9, '$unionWith needs the name of a collection');
  tools.compilePipeline(pipeline, context);
  return function* united(source) {
    yield* source;
    yield* tools.run(tools.compilePipeline(pipeline, context), context.collection(coll));
  };
}
