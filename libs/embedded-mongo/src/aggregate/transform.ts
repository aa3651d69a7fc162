import { own, setOwn } from '../bson/path';
import { bsonTypeName, type Doc, isDoc } from '../bson/value';
import { codes, MongoError } from '../errors';
import { compileProjection } from '../query/projection';
import { compileExpression, type Evaluate } from './expression';

/** A stage that turns each document into one other: `$set`, `$unset`, `$project`, `$replaceRoot`. */
export type Transform = (doc: Doc, variables?: Doc) => Doc;

const compilers: Record<string, (spec: unknown) => Transform> = {
  $set: compileSet,
  $addFields: compileSet,
  $unset: compileUnset,
  $project: compileProjectStage,
  $replaceRoot: (spec) => {
    if (!isDoc(spec) || !('newRoot' in spec))
      throw new MongoError(40231, 'no newRoot specified for the $replaceRoot stage');
    return replaceRoot(spec.newRoot);
  },
  $replaceWith: replaceRoot,
};

export function compileTransform(name: string, spec: unknown): Transform | undefined {
  return Object.hasOwn(compilers, name) ? compilers[name]?.(spec) : undefined;
}

/** Compiles the stages of a pipeline update. */
export function compileTransforms(stages: unknown[], variables?: Doc): (doc: Doc) => Doc {
  const transforms = stages.map((stage) => {
    if (!isDoc(stage)) throw new MongoError(codes.TypeMismatch, 'Each element of the pipeline array must be an object');
    const [[name, spec] = ['', undefined], ...more] = Object.entries(stage);
    if (more.length > 0)
      throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
    const transform = compileTransform(name, spec);
    if (!transform) throw new MongoError(codes.InvalidOptions, `${name} is not allowed to be used within an update`);
    return transform;
  });
  return (doc) => transforms.reduce((result, transform) => transform(result, variables), doc);
}

function compileSet(spec: unknown): Transform {
  if (!isDoc(spec))
    throw new MongoError(40272, `$addFields specification stage must be an object, got ${bsonTypeName(spec)}`);
  const fields: { path: string[]; evaluate: Evaluate }[] = [];
  const collect = (prefix: string[], value: Doc): void => {
    for (const [name, expression] of Object.entries(value)) {
      const path = [...prefix, ...name.split('.')];
      if (isDoc(expression) && Object.keys(expression).length === 0)
        throw new MongoError(
          40180,
          `an empty object is not a valid value. Found empty object at path ${path.join('.')}`,
        );
      // A plain document adds its fields to what is there.
      if (isDoc(expression) && !Object.keys(expression)[0]?.startsWith('$')) collect(path, expression);
      else fields.push({ path, evaluate: compileExpression(expression) });
    }
  };
  collect([], spec);
  return (doc, variables) =>
    fields.reduce((result, { path, evaluate }) => withField(result, path, evaluate(doc, variables)) as Doc, doc);
}

/** A copy with a field set; arrays on the way have it set in every element; a missing value removes the field. */
function withField(value: unknown, path: string[], field: unknown, from = 0): unknown {
  if (from === path.length) return field;
  if (Array.isArray(value)) return value.map((element) => withField(element, path, field, from));
  const name = path[from] as string;
  const copy: Doc = isDoc(value) ? { ...value } : {};
  const child = withField(own(copy, name), path, field, from + 1);
  if (child === undefined) delete copy[name];
  else setOwn(copy, name, child);
  return copy;
}

function compileUnset(spec: unknown): Transform {
  const names = Array.isArray(spec) ? spec : [spec];
  if (names.length === 0 || names.some((name) => typeof name !== 'string' || name === '')) {
    throw new MongoError(31002, '$unset specification must be a string or an array of strings');
  }
  const project = compileProjection(Object.fromEntries(names.map((name) => [name, false])));
  return (doc) => project(doc);
}

function compileProjectStage(spec: unknown): Transform {
  if (!isDoc(spec)) throw new MongoError(15969, '$project specification must be an object');
  if (Object.keys(spec).length === 0)
    throw new MongoError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  const project = compileProjection(spec, true);
  return (doc, variables) => project(doc, undefined, variables);
}

function replaceRoot(expression: unknown): Transform {
  const evaluate = compileExpression(expression);
  return (doc, variables) => {
    const root = evaluate(doc, variables);
    if (!isDoc(root)) {
      throw new MongoError(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was of type: ${bsonTypeName(root)}`,
      );
    }
    return root;
  };
}
