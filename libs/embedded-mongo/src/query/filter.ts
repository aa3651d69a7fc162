import { BSONRegExp } from 'bson';
import {
  type Doc,
  isDoc,
  isNumber,
  isRegex,
  isTruthy,
  show,
  toInteger,
  toNumber,
  typeNumbers,
  wholePart,
} from '../bson/value';
import { badValue, codes, failedToParse, MongoError } from '../errors';
import { type BitTest, parseBits } from './bits';
import { toRegExp } from './regex';

export type Comparison = 'eq' | 'gt' | 'gte' | 'lt' | 'lte';

/**
 * A parsed filter. `path` is the dotted path in parts; an empty list stands for the value itself, inside `$elemMatch`.
 * The matcher compiles it and the planner reads index bounds off it.
 */
export type Filter =
  | { kind: 'and' | 'or' | 'nor'; children: Filter[] }
  | { kind: 'not'; child: Filter }
  | { kind: 'compare'; path: string[]; op: Comparison; operand: unknown }
  | { kind: 'in'; path: string[]; values: unknown[] }
  | { kind: 'regex'; path: string[]; regex: RegExp; source: BSONRegExp }
  | { kind: 'exists'; path: string[] }
  | { kind: 'type'; path: string[]; types: Set<number> }
  | { kind: 'size'; path: string[]; length: number }
  | { kind: 'mod'; path: string[]; divisor: bigint; remainder: bigint }
  | { kind: 'bits'; path: string[]; test: BitTest }
  | { kind: 'elemMatch'; path: string[]; child: Filter; isValue: boolean }
  | { kind: 'expr'; expression: unknown }
  | { kind: 'always'; value: boolean };

export const everything: Filter = { kind: 'and', children: [] };

export const isFilterEmpty = (filter: Filter): boolean => filter.kind === 'and' && filter.children.every(isFilterEmpty);

/** The top-level fields that decide whether a document matches; undefined when that may be any. */
export function fieldsOf(filter: Filter): string[] | undefined {
  switch (filter.kind) {
    case 'and':
    case 'or':
    case 'nor': {
      const each = filter.children.map(fieldsOf);
      return each.includes(undefined) ? undefined : (each as string[][]).flat();
    }
    case 'not':
      return fieldsOf(filter.child);
    case 'always':
      return [];
    case 'expr':
      return undefined;
    default:
      return filter.path.slice(0, 1);
  }
}

/** Parses a query document. Throws the server's error for anything that it does not support. */
export function parseFilter(query: Doc): Filter {
  return all(Object.entries(query).map(([name, value]) => parseEntry(name, value)));
}

function all(children: Filter[]): Filter {
  return children.length === 1 ? (children[0] as Filter) : { kind: 'and', children };
}

function parseEntry(name: string, value: unknown): Filter {
  if (!name.startsWith('$')) return parseField(name.split('.'), value);
  switch (name) {
    case '$and':
    case '$or':
    case '$nor':
      return { kind: name.slice(1) as 'and', children: parseList(name, value) };
    case '$expr':
      return { kind: 'expr', expression: value };
    case '$comment':
      return everything;
    case '$alwaysTrue':
    case '$alwaysFalse':
      return { kind: 'always', value: name === '$alwaysTrue' };
  }
  refuseUnsupported(name);
  throw badValue(
    `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  );
}

function parseList(name: string, value: unknown): Filter[] {
  if (!Array.isArray(value)) throw badValue(`${name} must be an array`);
  if (value.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return value.map((entry) => {
    if (!isDoc(entry)) throw badValue('$or/$and/$nor entries need to be full objects');
    return parseFilter(entry);
  });
}

/** True for `{$gt: 1}`; false for a literal, of which `{$ref, $id}` is one. */
export function isOperatorDoc(value: unknown): value is Doc {
  if (!isDoc(value)) return false;
  const first = Object.keys(value)[0];
  return first?.startsWith('$') === true && first !== '$ref' && first !== '$id' && first !== '$db';
}

function parseField(path: string[], value: unknown): Filter {
  if (isRegex(value)) return regexFilter(path, value);
  return isOperatorDoc(value) ? parseOperators(path, value) : { kind: 'compare', path, op: 'eq', operand: value };
}

function parseOperators(path: string[], operators: Doc): Filter {
  const children: Filter[] = [];
  for (const [name, operand] of Object.entries(operators)) {
    if (name === '$options') {
      if (operators.$regex === undefined) throw badValue('$options needs a $regex');
      continue;
    }
    children.push(
      name === '$regex' ? regexFilter(path, operand, operators.$options) : parseOperator(path, name, operand),
    );
  }
  return all(children);
}

function parseOperator(path: string[], name: string, operand: unknown): Filter {
  switch (name) {
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (name !== '$eq' && isRegex(operand))
        throw badValue(`Can't have RegEx as arg to predicate over field '${path.join('.')}'.`);
      return { kind: 'compare', path, op: name.slice(1) as Comparison, operand };
    case '$ne':
      if (isRegex(operand)) throw badValue("Can't have regex as arg to $ne.");
      return not({ kind: 'compare', path, op: 'eq', operand });
    case '$in':
      return parseIn(path, name, operand);
    case '$nin':
      return not(parseIn(path, name, operand));
    case '$not':
      if (isRegex(operand)) return not(regexFilter(path, operand));
      if (!isDoc(operand)) throw badValue('$not needs a regex or a document');
      if (!isOperatorDoc(operand))
        throw badValue(
          Object.keys(operand).length === 0 ? '$not cannot be empty' : `unknown operator: ${Object.keys(operand)[0]}`,
        );
      return not(parseOperators(path, operand));
    case '$exists': {
      const exists: Filter = { kind: 'exists', path };
      return isTruthy(operand) ? exists : not(exists);
    }
    case '$type':
      return { kind: 'type', path, types: parseTypes(operand) };
    case '$size':
      return parseSize(path, operand);
    case '$mod':
      return parseMod(path, operand);
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return { kind: 'bits', path, test: parseBits(name, operand) };
    case '$all':
      return parseAll(path, operand);
    case '$elemMatch':
      return parseElemMatch(path, operand);
    case '$comment':
      return everything;
  }
  refuseUnsupported(name);
  throw badValue(`unknown operator: ${name}`);
}

const unsupported = ['$where', '$jsonSchema', '$geoWithin', '$geoIntersects', '$within', '$sampleRate'];

/** Operators that MongoDB has and this server has not. */
function refuseUnsupported(name: string): void {
  if (name === '$text') throw new MongoError(codes.IndexNotFound, 'text index required for $text query');
  if (['$near', '$nearSphere', '$geoNear'].includes(name))
    throw new MongoError(codes.NoQueryExecutionPlans, 'unable to find index for $geoNear query');
  if (unsupported.includes(name))
    throw new MongoError(codes.NotImplemented, `${name} is not supported by the embedded database`);
}

const not = (child: Filter): Filter => ({ kind: 'not', child });

function parseIn(path: string[], name: string, operand: unknown): Filter {
  if (!Array.isArray(operand)) throw badValue(`${name} needs an array`);
  const values = operand.filter((value) => !isRegex(value));
  if (values.some(isOperatorDoc)) throw badValue(`cannot nest $ under ${name}`);
  const regexes = operand.filter(isRegex);
  const plain: Filter = { kind: 'in', path, values };
  // A regex inside $in matches as a pattern.
  return regexes.length === 0
    ? plain
    : { kind: 'or', children: [plain, ...regexes.map((regex) => regexFilter(path, regex))] };
}

function parseTypes(operand: unknown): Set<number> {
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length === 0) throw failedToParse('$type must match at least one type');
  return new Set(
    list.flatMap((type) => {
      if (type === 'number') return [1, 16, 18, 19];
      const number = typeof type === 'string' ? typeNumbers.get(type) : isNumber(type) ? toNumber(type) : undefined;
      if (number === undefined)
        throw typeof type === 'string'
          ? badValue(`Unknown type name alias: ${type}`)
          : new MongoError(codes.TypeMismatch, 'type must be represented as a number or a string');
      if (![...typeNumbers.values()].includes(number)) throw badValue(`Invalid numerical type code: ${number}`);
      return [number];
    }),
  );
}

function parseSize(path: string[], operand: unknown): Filter {
  const length = toInteger(operand);
  if (length === undefined)
    throw failedToParse(`Failed to parse $size. Expected an integer in: $size: ${show(operand)}`);
  if (length < 0)
    throw failedToParse(`Failed to parse $size. Expected a non-negative number in: $size: ${show(operand)}`);
  return { kind: 'size', path, length };
}

function parseMod(path: string[], operand: unknown): Filter {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array');
  if (operand.length !== 2) throw badValue(`malformed mod, ${operand.length < 2 ? 'not enough' : 'too many'} elements`);
  const [divisor, remainder] = operand.map(wholePart);
  if (divisor === undefined) throw badValue('malformed mod, divisor not a number');
  if (remainder === undefined) throw badValue('malformed mod, remainder not a number');
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return { kind: 'mod', path, divisor, remainder };
}

function parseAll(path: string[], operand: unknown): Filter {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  if (operand.length === 0) return { kind: 'always', value: false };
  return all(
    operand.map((value) => {
      if (isOperatorDoc(value)) {
        if (Object.keys(value)[0] !== '$elemMatch') throw badValue('no $ expressions in $all');
        return parseElemMatch(path, value.$elemMatch);
      }
      return isRegex(value) ? regexFilter(path, value) : { kind: 'compare', path, op: 'eq', operand: value };
    }),
  );
}

function parseElemMatch(path: string[], operand: unknown): Filter {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object');
  const first = Object.keys(operand)[0];
  const isValue = isOperatorDoc(operand) && !['$and', '$or', '$nor', '$expr'].includes(first as string);
  return { kind: 'elemMatch', path, isValue, child: isValue ? parseOperators([], operand) : parseFilter(operand) };
}

function regexFilter(path: string[], operand: unknown, options?: unknown): Filter {
  if (typeof operand !== 'string' && !isRegex(operand)) throw badValue('$regex has to be a string');
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  const pattern = typeof operand === 'string' ? operand : operand.pattern;
  const flags = options ?? (typeof operand === 'string' ? '' : operand.options);
  if (isRegex(operand) && operand.options !== '' && options !== undefined) {
    throw new MongoError(51075, 'options set in both $regex and $options');
  }
  return { kind: 'regex', path, regex: toRegExp(pattern, flags), source: new BSONRegExp(pattern, flags) };
}
