import { Decimal128, Double, Int32, Long, Timestamp } from 'bson';
import { calculate, isWhole, toBigInt, whole } from '../bson/arithmetic';
import { compare, equal } from '../bson/compare';
import { type BsonNumber, bsonTypeName, type Doc, isDoc, isNumber, isRegex, show, toInteger } from '../bson/value';
import { badValue, codes, failedToParse, MongoError, typeMismatch } from '../errors';
import { isOperatorDoc, parseFilter } from '../query/filter';
import { compileFilter } from '../query/matcher';
import { compileSort } from '../query/sort';
import { arrayAt, getAt, setAt, unsetAt } from './update-path';

/** Applies one operator with its operand at one concrete path of a document, in place. */
export type Apply = (doc: Doc, path: string[]) => void;
type Compile = (operand: unknown, path: string) => Apply;

/** The update operators: each checks its operand once and returns what it does to a document. */
export const updateOperators: Record<string, Compile> = {
  $set: (operand) => (doc, path) => setAt(doc, path, operand),
  $setOnInsert: (operand) => (doc, path) => setAt(doc, path, operand),
  $unset: () => unsetAt,
  $inc: (operand, path) => arithmetic('$inc', 'increment', operand, path),
  $mul: (operand, path) => arithmetic('$mul', 'multiply', operand, path),
  $min: (operand) => keepIf(operand, (order) => order < 0),
  $max: (operand) => keepIf(operand, (order) => order > 0),
  $currentDate: currentDate,
  $rename: rename,
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
  $bit: bit,
};

function arithmetic(name: '$inc' | '$mul', verb: string, operand: unknown, field: string): Apply {
  if (!isNumber(operand)) throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${field}: ${show(operand)}}`);
  return (doc, path) => {
    const value = getAt(doc, path);
    if (value === undefined) return setAt(doc, path, name === '$inc' ? operand : zeroLike(operand));
    if (!isNumber(value)) {
      throw typeMismatch(
        `Cannot apply ${name} to a value of non-numeric type. {_id: ${show(doc._id)}} has the field '${path.at(-1)}' of non-numeric type ${bsonTypeName(value)}`,
      );
    }
    const result = calculate(name === '$inc' ? 'add' : 'multiply', value, operand);
    if (!result) {
      throw badValue(
        `Failed to apply ${name} operations to current value ((NumberLong)${value}) for document {_id: ${show(doc._id)}}`,
      );
    }
    setAt(doc, path, result);
  };
}

function zeroLike(operand: BsonNumber): BsonNumber {
  if (operand instanceof Decimal128) return Decimal128.fromString('0');
  if (operand instanceof Long) return Long.ZERO;
  return operand instanceof Double ? new Double(0) : new Int32(0);
}

function keepIf(operand: unknown, wins: (order: number) => boolean): Apply {
  return (doc, path) => {
    const value = getAt(doc, path);
    if (value === undefined || wins(compare(operand, value))) setAt(doc, path, operand);
  };
}

function currentDate(operand: unknown): Apply {
  const type = isDoc(operand) ? operand.$type : operand === true || operand === false ? 'date' : undefined;
  if (type !== 'date' && type !== 'timestamp') {
    throw badValue(
      `${show(operand)} is not a valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  }
  return (doc, path) => {
    const now = Date.now();
    setAt(doc, path, type === 'date' ? new Date(now) : new Timestamp({ t: Math.floor(now / 1000), i: 1 }));
  };
}

/** Takes its place at the new name; the old one is checked for conflicts by the caller. */
function rename(operand: unknown, field: string): Apply {
  if (typeof operand !== 'string')
    throw badValue(`The 'to' field for $rename must be a string: ${field}: ${show(operand)}`);
  if (operand === field) throw badValue(`The source and target field for $rename must differ: ${field}: "${field}"`);
  for (const [side, name] of [
    ['source', field],
    ['destination', operand],
  ] as const) {
    if (/(^|\.)\$/.test(name)) throw badValue(`The ${side} field for $rename may not be dynamic: ${name}`);
  }
  const source = field.split('.');
  return (doc, target) => {
    for (const each of [source, target]) {
      if (each.some((_, at) => Array.isArray(getAt(doc, each.slice(0, at))))) {
        throw badValue(`The source and target field for $rename must not be an array element: '${each.join('.')}'`);
      }
    }
    const value = getAt(doc, source);
    if (value === undefined) return;
    unsetAt(doc, source);
    setAt(doc, target, value);
  };
}

const pushModifiers = new Set(['$each', '$position', '$slice', '$sort']);

function push(operand: unknown): Apply {
  if (!isDoc(operand) || !('$each' in operand)) {
    return (doc, path) => setAt(doc, path, [...(arrayAt(doc, path) ?? []), operand]);
  }
  const unknown = Object.keys(operand).find((name) => !pushModifiers.has(name));
  if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  const each = operand.$each;
  if (!Array.isArray(each))
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${bsonTypeName(each)}`);
  const position = optionalInteger(operand, '$position');
  const slice = optionalInteger(operand, '$slice');
  const order = pushOrder(operand.$sort);
  return (doc, path) => {
    const old = arrayAt(doc, path) ?? [];
    const at = position === undefined ? old.length : position < 0 ? Math.max(0, old.length + position) : position;
    let list = [...old.slice(0, at), ...each, ...old.slice(at)];
    if (order) list.sort(order);
    if (slice !== undefined) list = slice < 0 ? list.slice(slice) : list.slice(0, slice);
    setAt(doc, path, list);
  };
}

function optionalInteger(operand: Doc, name: string): number | undefined {
  if (!(name in operand)) return undefined;
  const value = toInteger(operand[name]);
  if (value === undefined)
    throw badValue(`The value for ${name} must be an integer value, not of type: ${bsonTypeName(operand[name])}`);
  return value;
}

function pushOrder(sort: unknown): ((a: unknown, b: unknown) => number) | undefined {
  if (sort === undefined) return undefined;
  if (isNumber(sort)) {
    const direction = toInteger(sort);
    if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
    return (a, b) => compare(a, b) * direction;
  }
  if (!isDoc(sort))
    throw badValue('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  if (Object.keys(sort).length === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.');
  const { keyOf, compareKeys } = compileSort(sort);
  return (a, b) => compareKeys(keyOf(a), keyOf(b));
}

function addToSet(operand: unknown): Apply {
  const isEach = isDoc(operand) && '$each' in operand;
  const values = isEach ? operand.$each : [operand];
  if (isEach && Object.keys(operand).length > 1)
    throw badValue(`Found unexpected fields after $each in $addToSet: ${show(operand)}`);
  if (!Array.isArray(values))
    throw typeMismatch(
      `The argument to $each in $addToSet must be an array but it was of type ${bsonTypeName(values)}`,
    );
  return (doc, path) => {
    const list = [...(arrayAt(doc, path) ?? [])];
    for (const value of values) if (!list.some((other) => equal(other, value))) list.push(value);
    setAt(doc, path, list);
  };
}

/** A condition on elements: operators, a filter on documents, or a value to equal. */
function pull(operand: unknown): Apply {
  let matches: (element: unknown) => boolean;
  const isOperators = isOperatorDoc(operand) && !['$and', '$or', '$nor'].includes(Object.keys(operand)[0] as string);
  if (isOperators || isRegex(operand)) {
    const test = compileFilter(parseFilter({ element: operand }));
    matches = (element) => test({ element });
  } else if (isDoc(operand)) {
    const test = compileFilter(parseFilter(operand));
    matches = (element) => isDoc(element) && test(element);
  } else {
    matches = (element) => equal(element, operand);
  }
  return removeWhere(matches);
}

function pullAll(operand: unknown): Apply {
  if (!Array.isArray(operand))
    throw badValue(`$pullAll requires an array argument but was given a ${bsonTypeName(operand)}`);
  return removeWhere((element) => operand.some((value) => equal(element, value)));
}

function removeWhere(matches: (element: unknown) => boolean): Apply {
  return (doc, path) => {
    const list = arrayAt(doc, path);
    if (list?.some(matches))
      setAt(
        doc,
        path,
        list.filter((element) => !matches(element)),
      );
  };
}

function pop(operand: unknown): Apply {
  const end = toInteger(operand);
  if (end !== 1 && end !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${show(operand)}`);
  return (doc, path) => {
    const value = getAt(doc, path);
    if (value === undefined) return;
    if (!Array.isArray(value)) {
      throw new MongoError(
        codes.TypeMismatch,
        `Path '${path.join('.')}' contains an element of non-array type '${bsonTypeName(value)}'`,
      );
    }
    setAt(doc, path, end === 1 ? value.slice(0, -1) : value.slice(1));
  };
}

const bitOperators: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

function bit(operand: unknown, field: string): Apply {
  const entries = isDoc(operand) ? Object.entries(operand) : [];
  if (entries.length === 0)
    throw badValue(`You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}}`);
  const steps = entries.map(([name, mask]) => {
    if (!Object.hasOwn(bitOperators, name))
      throw badValue(
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator`,
      );
    if (!isInteger(mask))
      throw badValue(`The $bit modifier field must be an Integer(32/64 bit): {${field}: ${show(mask)}}`);
    return { apply: bitOperators[name] as (a: bigint, b: bigint) => bigint, mask };
  });
  return (doc, path) => {
    const value = getAt(doc, path) ?? new Int32(0);
    if (!isInteger(value))
      throw badValue(
        `Cannot apply $bit to a value of non-integral type: field ${path.at(-1)} of type ${bsonTypeName(value)}`,
      );
    const result = steps.reduce<BsonNumber>(
      (total, { apply, mask }) => whole(apply(toBigInt(total), toBigInt(mask)), total, mask) as BsonNumber,
      value,
    );
    setAt(doc, path, result);
  };
}

const isInteger = (value: unknown): value is Int32 | Long => isNumber(value) && isWhole(value);
