import { codes, MongoError } from '../errors';
import { type Operator, operators } from './operator-table';
import './expression-operators';
import './expression-collections';
import './expression-text';
import './expression-conversions';
import './expression-dates';
import { own, setOwn } from '../bson/path';
import { bsonTypeName, type Doc, isDoc, isTruthy } from '../bson/value';

/** What an expression can see: the document and the variables (`$$NOW`, `$let`, `$map` ...). */
export type Variables = Record<string, unknown>;

/** A compiled aggregation expression; undefined stands for "missing". */
export type Evaluate = (root: unknown, variables?: Variables) => unknown;

/** Compiles an aggregation expression. Unknown operators throw InvalidPipelineOperator. */
export function compileExpression(expression: unknown): Evaluate {
  if (typeof expression === 'string' && expression.startsWith('$')) return compilePath(expression);
  if (Array.isArray(expression)) {
    const items = expression.map(compileExpression);
    return (root, variables) => items.map((item) => item(root, variables) ?? null);
  }
  if (!isDoc(expression)) return () => expression;
  const entries = Object.entries(expression);
  const [name, operand] = entries[0] ?? [];
  if (name?.startsWith('$')) {
    if (entries.length > 1)
      throw new MongoError(
        15983,
        `an expression specification must contain exactly one field, the name of the expression. Found ${entries.length} fields`,
      );
    return compileOperator(name, operand);
  }
  return compileDocument(entries);
}

function compileDocument(entries: [string, unknown][]): Evaluate {
  const fields = entries.map(([name, value]) => {
    if (name.startsWith('$'))
      throw new MongoError(15983, `FieldPath field names may not start with '$', given '${name}'`);
    return [name, compileExpression(value)] as const;
  });
  return (root, variables) => {
    const result: Doc = {};
    for (const [name, evaluate] of fields) {
      const value = evaluate(root, variables);
      if (value !== undefined) setOwn(result, name, value);
    }
    return result;
  };
}

function compileOperator(name: string, operand: unknown): Evaluate {
  switch (name) {
    case '$literal':
      return () => operand;
    case '$let':
      return compileLet(operand);
    case '$map':
    case '$filter':
      return compileIteration(name, operand);
    case '$reduce':
      return compileReduce(operand);
    case '$and':
    case '$or':
      return compileLogic(name, operand);
    case '$getField':
      return compileGetField(operand);
    case '$setField':
    case '$unsetField':
      return compileSetField(name, operand);
    case '$cond':
      return compileCond(operand);
    case '$switch':
      return compileSwitch(operand);
  }
  const operator = operators.get(name);
  if (!operator) throw new MongoError(codes.InvalidPipelineOperator, `Unrecognized expression '${name}'`);
  if (operator.named) return compileNamed(name, operand, operator);
  const list = Array.isArray(operand) ? operand : [operand];
  const [least, most] = operator.arity;
  if (list.length < least || list.length > most) {
    throw new MongoError(
      16020,
      `Expression ${name} takes ${least === most ? `exactly ${least}` : `at least ${least}`} arguments. ${list.length} were passed in.`,
    );
  }
  const args = list.map(compileExpression);
  return (root, variables) =>
    operator.apply(
      args.map((arg) => arg(root, variables)),
      name,
    );
}

/** An operator with a document of named arguments, such as `$dateToString`. */
function compileNamed(
  name: string,
  operand: unknown,
  { named: names = [], required, isBare, apply }: Operator,
): Evaluate {
  if (!isDoc(operand) || Object.keys(operand)[0]?.startsWith('$')) {
    if (!isBare) throw new MongoError(codes.FailedToParse, `${name} only supports an object as its argument`);
    const only = compileExpression(Array.isArray(operand) && operand.length === 1 ? operand[0] : operand);
    return (root, variables) => apply([only(root, variables)], name);
  }
  named(name, operand, names.slice(0, required), names.slice(required));
  const args = names.map((key) => (key in operand ? compileExpression(operand[key]) : undefined));
  // An argument that is there but comes to nothing is null; one that is not there is undefined.
  return (root, variables) =>
    apply(
      args.map((arg) => (arg ? (arg(root, variables) ?? null) : undefined)),
      name,
    );
}

function compilePath(path: string): Evaluate {
  if (path.startsWith('$$')) {
    const [variable = '', ...parts] = path.slice(2).split('.');
    return (root, variables) => follow(variableOf(variable, root, variables), parts);
  }
  const parts = path.slice(1).split('.');
  if (parts.includes(''))
    throw new MongoError(
      parts.length === 1 ? 16872 : 15998,
      `FieldPath field names may not be empty strings, given '${path}'`,
    );
  if (parts.length === 1) {
    const [name] = parts as [string];
    return (root) => (isDoc(root) ? own(root, name) : undefined);
  }
  return (root) => follow(root, parts);
}

function variableOf(name: string, root: unknown, variables: Variables | undefined): unknown {
  if (variables && Object.hasOwn(variables, name)) return variables[name];
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return root;
    case 'REMOVE':
      return undefined;
    case 'NOW':
      return new Date();
  }
  throw new MongoError(17276, `Use of undefined variable: ${name}`);
}

/** Follows a path; below an array it collects the values of the elements that have one. */
function follow(value: unknown, parts: string[], from = 0): unknown {
  if (from === parts.length) return value;
  if (Array.isArray(value)) {
    // Only documents have fields: arrays directly inside an array are passed over.
    return value
      .map((element) => (isDoc(element) ? follow(element, parts, from) : undefined))
      .filter((found) => found !== undefined);
  }
  return isDoc(value) ? follow(own(value, parts[from] as string), parts, from + 1) : undefined;
}

/** The fields of a document argument; refuses unknown and missing ones. */
export function named(name: string, operand: unknown, required: string[], optional: string[] = []): Doc {
  if (!isDoc(operand)) throw new MongoError(codes.FailedToParse, `${name} only supports an object as its argument`);
  for (const key of Object.keys(operand)) {
    if (!required.includes(key) && !optional.includes(key))
      throw new MongoError(codes.FailedToParse, `Unrecognized parameter to ${name}: ${key}`);
  }
  for (const key of required) {
    if (!(key in operand)) throw new MongoError(codes.FailedToParse, `Missing '${key}' parameter to ${name}`);
  }
  return operand;
}

function compileLet(operand: unknown): Evaluate {
  const { vars, in: body } = named('$let', operand, ['vars', 'in']);
  if (!isDoc(vars)) throw new MongoError(10065, 'invalid parameter: expected an object (vars)');
  const bindings = Object.entries(vars).map(([name, value]) => [name, compileExpression(value)] as const);
  const evaluate = compileExpression(body);
  return (root, variables) => {
    const inner = { ...variables };
    for (const [name, value] of bindings) inner[name] = value(root, variables);
    return evaluate(root, inner);
  };
}

function compileIteration(name: '$map' | '$filter', operand: unknown): Evaluate {
  const bodyName = name === '$map' ? 'in' : 'cond';
  const spec = named(name, operand, ['input', bodyName], ['as', ...(name === '$filter' ? ['limit'] : [])]);
  const input = compileExpression(spec.input);
  const body = compileExpression(spec[bodyName]);
  const limit = spec.limit === undefined ? undefined : compileExpression(spec.limit);
  const as = (spec.as as string | undefined) ?? 'this';
  return (root, variables) => {
    const list = arrayOrNull(name, input(root, variables));
    if (!list) return null;
    const evaluate = (element: unknown) => body(root, { ...variables, [as]: element });
    if (name === '$map') return list.map((element) => evaluate(element) ?? null);
    const most = limit ? Number(limit(root, variables) ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
    return list.filter((element) => isTruthy(evaluate(element))).slice(0, most);
  };
}

function compileReduce(operand: unknown): Evaluate {
  const spec = named('$reduce', operand, ['input', 'initialValue', 'in']);
  const [input, initial, body] = [spec.input, spec.initialValue, spec.in].map(compileExpression) as [
    Evaluate,
    Evaluate,
    Evaluate,
  ];
  return (root, variables) => {
    const list = arrayOrNull('$reduce', input(root, variables));
    return list
      ? list.reduce((value, element) => body(root, { ...variables, value, this: element }), initial(root, variables))
      : null;
  };
}

/** `$getField` reads names that a path cannot spell; its short form reads them from the document at hand. */
function compileGetField(operand: unknown): Evaluate {
  const isLong = isDoc(operand) && 'field' in operand;
  const spec = isLong ? named('$getField', operand, ['field'], ['input']) : { field: operand };
  const field = compileExpression(spec.field);
  const input = compileExpression('input' in spec ? spec.input : '$$CURRENT');
  return (root, variables) => {
    const doc = input(root, variables);
    return isDoc(doc) ? own(doc, fieldName('$getField', field(root, variables))) : doc === null ? null : undefined;
  };
}

function compileSetField(name: '$setField' | '$unsetField', operand: unknown): Evaluate {
  const spec = named(name, operand, ['field', 'input', ...(name === '$setField' ? ['value'] : [])]);
  const [field, input] = [spec.field, spec.input].map(compileExpression) as [Evaluate, Evaluate];
  const value = compileExpression('value' in spec ? spec.value : '$$REMOVE');
  return (root, variables) => {
    const doc = input(root, variables);
    if (doc === null || doc === undefined) return null;
    if (!isDoc(doc)) throw new MongoError(4161105, `${name} requires 'input' to evaluate to type Object`);
    const key = fieldName(name, field(root, variables));
    const made = value(root, variables);
    const copy = { ...doc };
    if (made === undefined) delete copy[key];
    else setOwn(copy, key, made);
    return copy;
  };
}

function fieldName(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new MongoError(3041704, `${name} requires 'field' to evaluate to type String, but got ${bsonTypeName(value)}`);
}

function arrayOrNull(name: string, value: unknown): unknown[] | undefined {
  if (value === null || value === undefined) return undefined;
  if (!Array.isArray(value)) throw new MongoError(28650, `input to ${name} must be an array`);
  return value;
}

function compileLogic(name: '$and' | '$or', operand: unknown): Evaluate {
  const args = (Array.isArray(operand) ? operand : [operand]).map(compileExpression);
  return name === '$and'
    ? (root, variables) => args.every((arg) => isTruthy(arg(root, variables)))
    : (root, variables) => args.some((arg) => isTruthy(arg(root, variables)));
}

function compileCond(operand: unknown): Evaluate {
  const parts = Array.isArray(operand)
    ? operand
    : (({ if: test, then, else: other }) => [test, then, other])(named('$cond', operand, ['if', 'then', 'else']));
  if (parts.length !== 3)
    throw new MongoError(16020, `Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`);
  const [test, whenTrue, whenFalse] = parts.map(compileExpression) as [Evaluate, Evaluate, Evaluate];
  return (root, variables) => (isTruthy(test(root, variables)) ? whenTrue : whenFalse)(root, variables);
}

function compileSwitch(operand: unknown): Evaluate {
  const spec = named('$switch', operand, ['branches'], ['default']);
  if (!Array.isArray(spec.branches) || spec.branches.length === 0)
    throw new MongoError(40068, '$switch requires at least one branch');
  const branches = spec.branches.map((branch) => {
    const { case: test, then } = named('$switch', branch, ['case', 'then']);
    return [compileExpression(test), compileExpression(then)] as const;
  });
  const other = 'default' in spec ? compileExpression(spec.default) : undefined;
  return (root, variables) => {
    const branch = branches.find(([test]) => isTruthy(test(root, variables)));
    if (!branch && !other)
      throw new MongoError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified',
      );
    return (branch ? branch[1] : (other as Evaluate))(root, variables);
  };
}
