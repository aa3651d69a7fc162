import { type Doc, encode, intOrLong, isDoc, isNumber, toInteger } from '../bson/value';
import { codes, MongoError, typeMismatch } from '../errors';
import { everything, type Filter, parseFilter } from '../query/filter';
import { compileFilter } from '../query/matcher';
import { countFound, find, type Query, sortStream } from '../query/query';
import { compileSort } from '../query/sort';
import type { Collection } from '../store/collection';
import type { Stream } from '../store/steps';
import { compileGroup } from './group';
import { stageCompilers } from './stages';
import { compileTransform } from './transform';

/** One stage at work: a stream of documents in, another out. */
export type Stage = (source: Stream<Doc>) => Stream<Doc>;

/** What stages need besides their documents. */
export interface PipelineContext {
  variables: Doc;
  /** Finds another collection of the same database. */
  collection: (name: string) => Collection | undefined;
}

/** A pipeline split into the query that an index may serve and the stages after it. */
export interface Pipeline {
  query: Query;
  stages: Stage[];
  /** All that follows the query counts what it finds, as `countDocuments` asks; the index may answer that alone. */
  count?: { id: unknown; field: string };
}

/** Compiles a pipeline; its leading `$match`, `$sort`, `$skip` and `$limit` become the query. */
export function compilePipeline(pipeline: unknown, context: PipelineContext): Pipeline {
  if (!Array.isArray(pipeline)) throw typeMismatch("'pipeline' option must be specified as an array");
  const specs = pipeline.map(splitStage);
  const query: Query = { filter: everything, variables: context.variables };
  let taken = 0;
  for (const [name, spec] of specs) {
    if (!takeIntoQuery(query, name, spec)) break;
    taken += 1;
  }
  return {
    query,
    count: specs.length === taken + 1 ? countingGroup(specs[taken]) : undefined,
    stages: specs.slice(taken).map(([name, spec]) => compileStage(name, spec, context)),
  };
}

/** `{$group: {_id: 1, n: {$sum: 1}}}`, or undefined for any other stage. */
function countingGroup([name, spec]: [string, unknown] = ['', undefined]): Pipeline['count'] {
  if (name !== '$group' || !isDoc(spec) || Object.keys(spec).length !== 2) return undefined;
  const { _id: id, ...fields } = spec;
  const [field = '', sum] = Object.entries(fields)[0] ?? [];
  const isConstant = id === null || isNumber(id);
  return isConstant && isDoc(sum) && Object.keys(sum).length === 1 && toInteger(sum.$sum) === 1
    ? { id, field }
    : undefined;
}

/** Runs a pipeline over a collection. */
export function run({ query, stages, count }: Pipeline, source: Collection | undefined): Stream<Doc> {
  if (count) return counted(query, count, source);
  return stages.reduce((stream, stage) => stage(stream), documents(find(source, query)));
}

function* counted(
  query: Query,
  { id, field }: { id: unknown; field: string },
  source: Collection | undefined,
): Stream<Doc> {
  const steps = countFound(source, query);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      if (step.value > 0) yield { _id: id, [field]: intOrLong(step.value) };
      return;
    }
    yield null;
  }
}

function* documents(source: ReturnType<typeof find>): Stream<Doc> {
  for (const found of source) yield found?.doc ?? null;
}

function splitStage(stage: unknown): [string, unknown] {
  if (!isDoc(stage)) throw typeMismatch("Each element of the 'pipeline' array must be an object");
  const entries = Object.entries(stage);
  if (entries.length !== 1)
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  return entries[0] as [string, unknown];
}

/** Compiles stages that work on a given stream, as inside `$facet`. */
export function compileStages(pipeline: unknown, context: PipelineContext): Stage[] {
  if (!Array.isArray(pipeline)) throw typeMismatch('a sub-pipeline must be an array');
  return pipeline.map(splitStage).map(([name, spec]) => compileStage(name, spec, context));
}

const tools = { compilePipeline, compileStages, run };

/** Stages fold into the query only in the order in which the query applies them: match, sort, skip, limit. */
function takeIntoQuery(query: Query, name: string, spec: unknown): boolean {
  const isOpen = query.skip === undefined && query.limit === undefined;
  if (name === '$match' && isOpen) {
    query.filter = both(query.filter, parseMatch(spec));
    return true;
  }
  if (name === '$sort' && isOpen && query.sort === undefined) {
    query.sort = parseSortStage(spec);
    return true;
  }
  if (name === '$skip' && isOpen) {
    query.skip = count(name, spec);
    return true;
  }
  if (name === '$limit' && query.limit === undefined) {
    query.limit = count(name, spec);
    return true;
  }
  return false;
}

function both(a: Filter, b: Filter): Filter {
  return a === everything ? b : { kind: 'and', children: [a, b] };
}

function parseMatch(spec: unknown): Filter {
  if (!isDoc(spec)) throw new MongoError(15959, 'the match filter must be an expression in an object');
  return parseFilter(spec);
}

function parseSortStage(spec: unknown): Doc {
  if (!isDoc(spec)) throw new MongoError(15973, 'the $sort key specification must be an object');
  if (Object.keys(spec).length === 0) throw new MongoError(15976, '$sort stage must have at least one sort key');
  compileSort(spec);
  return spec;
}

function count(name: string, spec: unknown): number {
  const value = toInteger(spec);
  if (value === undefined || value < 0)
    throw new MongoError(5107200, `invalid argument to ${name} stage: Expected a non-negative number`);
  if (name === '$limit' && value === 0) throw new MongoError(15958, 'the limit must be positive');
  return value;
}

/** Compiles one stage; an unknown one is refused with code 40324. */
export function compileStage(name: string, spec: unknown, context: PipelineContext): Stage {
  switch (name) {
    case '$match': {
      const matches = compileFilter(parseMatch(spec), context.variables);
      return mapping((doc) => (matches(doc) ? doc : null));
    }
    case '$sort': {
      const sort = parseSortStage(spec);
      return (source) =>
        sortStream(
          source,
          sort,
          Number.POSITIVE_INFINITY,
          (doc) => doc,
          (doc) => encode(doc).length,
        );
    }
    case '$skip':
      return skipping(count(name, spec));
    case '$limit':
      return limiting(count(name, spec));
    case '$group': {
      const group = compileGroup(spec);
      return (source) => group(source, context.variables);
    }
    case '$count': {
      if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.')) {
        throw new MongoError(40156, 'the count field must be a non-empty string that is not a field path');
      }
      const group = compileGroup({ _id: null, [spec]: { $sum: 1 } });
      const project = compileTransform('$project', { _id: false }) as (doc: Doc) => Doc;
      return (source) => mapping(project)(group(source));
    }
  }
  const transform = compileTransform(name, spec);
  if (transform) return mapping((doc) => transform(doc, context.variables));
  const compile = stageCompilers.get(name);
  if (!compile) throw new MongoError(codes.UnrecognizedStage, `Unrecognized pipeline stage name: '${name}'`);
  return compile(spec, context, tools);
}

/** A stage that maps each document to one or, with null, to none. */
export function mapping(map: (doc: Doc) => Doc | null): Stage {
  return function* mapped(source) {
    for (const doc of source) yield doc === null ? null : map(doc);
  };
}

function skipping(count: number): Stage {
  return function* skipped(source) {
    let left = count;
    for (const doc of source) {
      if (doc === null || left === 0) yield doc;
      else {
        left -= 1;
        yield null;
      }
    }
  };
}

function limiting(limit: number): Stage {
  return function* limited(source) {
    let left = limit;
    for (const doc of source) {
      yield doc;
      if (doc !== null) left -= 1;
      if (left === 0) return;
    }
  };
}
