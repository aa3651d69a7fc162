import { compare, equal } from '../bson/compare';
import { keyOf } from '../bson/key';
import { own, setOwn } from '../bson/path';
import { bsonTypeName, type Doc, intOrLong, isDoc, isNumber, isTruthy, toInteger, toNumber } from '../bson/value';
import { MongoError } from '../errors';
import { compileSort } from '../query/sort';
import { anyNumber, define, isNothing, operators, requireNumber } from './operator-table';

function requireArray(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value))
    throw new MongoError(28689, `${name}'s argument must be an array, but is ${bsonTypeName(value)}`);
  return value;
}

/** Answers null when any argument is null or missing. */
const strict =
  (apply: (values: unknown[], name: string) => unknown) =>
  (values: unknown[], name: string): unknown =>
    values.some(isNothing) ? null : apply(values, name);

const has = (list: unknown[], value: unknown) => list.some((other) => equal(other, value));

function unique(values: unknown[]): unknown[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()].sort(compare);
}

function elementAt(list: unknown, index: number, name: string): unknown {
  if (isNothing(list)) return null;
  const array = requireArray(list, name);
  return array[index < 0 ? array.length + index : index];
}

function slice([list, first, count]: unknown[], name: string): unknown {
  const array = requireArray(list, name);
  const start = toNumber(requireNumber(first, name));
  if (count === undefined) return start < 0 ? array.slice(start) : array.slice(0, start);
  const length = toNumber(requireNumber(count, name));
  if (length <= 0) throw new MongoError(28729, `Third argument to $slice must be positive: ${length}`);
  const from = start < 0 ? Math.max(0, array.length + start) : start;
  return array.slice(from, from + length);
}

function indexOf([list, value, from, to]: unknown[], name: string): unknown {
  if (isNothing(list)) return null;
  const array = requireArray(list, name);
  const start = toInteger(from ?? intOrLong(0)) ?? 0;
  const found = array.findIndex(
    (other, at) => at >= start && at < (toInteger(to) ?? array.length) && equal(other, value),
  );
  return intOrLong(found);
}

function range([start, end, step = intOrLong(1)]: unknown[], name: string): unknown {
  const [from, to, by] = [start, end, step].map((value) => toNumber(requireNumber(value, name))) as [
    number,
    number,
    number,
  ];
  if (by === 0) throw new MongoError(34449, '$range requires a non-zero step value');
  const length = Math.max(0, Math.ceil((to - from) / by));
  if (length > 1_000_000) throw new MongoError(2, '$range would build a list that is too long');
  return Array.from({ length }, (_, at) => intOrLong(from + at * by));
}

function arrayToObject([list]: unknown[], name: string): Doc {
  const result: Doc = {};
  for (const entry of requireArray(list, name)) {
    const [key, value] = Array.isArray(entry) ? entry : isDoc(entry) ? [entry.k, entry.v] : [];
    if (typeof key !== 'string')
      throw new MongoError(40394, '$arrayToObject requires an array of key-value pairs, where the key is a string');
    setOwn(result, key, value);
  }
  return result;
}

function objectToArray([doc]: unknown[]): unknown {
  if (!isDoc(doc)) throw new MongoError(40390, `$objectToArray requires a document input, found: ${bsonTypeName(doc)}`);
  return Object.entries(doc).map(([k, v]) => ({ k, v }));
}

function sortArray([input, sortBy]: unknown[], name: string): unknown {
  if (isNothing(input)) return null;
  const array = [...requireArray(input, name)];
  if (isNumber(sortBy)) return array.sort((a, b) => compare(a, b) * toNumber(sortBy));
  const { keyOf, compareKeys } = compileSort(sortBy as Doc);
  return array.sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
}

function setField([field, input, value]: unknown[]): unknown {
  if (isNothing(input)) return null;
  const { ...copy } = input as Doc;
  if (value === undefined) delete copy[String(field)];
  else setOwn(copy, String(field), value);
  return copy;
}

define(1, {
  $size: ([list], name) => {
    if (!Array.isArray(list))
      throw new MongoError(17124, `The argument to ${name} must be an array, but was of type: ${bsonTypeName(list)}`);
    return intOrLong(list.length);
  },
  $isArray: ([value]) => Array.isArray(value),
  $first: ([list], name) => elementAt(list, 0, name),
  $last: ([list], name) => elementAt(list, -1, name),
  $reverseArray: strict(([list], name) => [...requireArray(list, name)].reverse()),
  $arrayToObject: strict(arrayToObject),
  $objectToArray: strict(objectToArray),
  $anyElementTrue: ([list], name) => requireArray(list, name).some(isTruthy),
  $allElementsTrue: ([list], name) => requireArray(list, name).every(isTruthy),
});
define(2, {
  $in: ([value, list], name) => {
    if (!Array.isArray(list))
      throw new MongoError(40081, `${name} requires an array as a second argument, found: ${bsonTypeName(list)}`);
    return has(list, value ?? null);
  },
  $arrayElemAt: strict(([list, at], name) => elementAt(list, toNumber(requireNumber(at, name)), name)),
  $setDifference: strict(([a, b], name) =>
    unique(requireArray(a, name).filter((value) => !has(requireArray(b, name), value))),
  ),
  $setIsSubset: ([a, b], name) => requireArray(a, name).every((value) => has(requireArray(b, name), value)),
});
define([2, 3], { $slice: strict(slice), $range: strict(range) });
define([2, 4], { $indexOfArray: indexOf });
define(anyNumber, {
  $concatArrays: strict((lists, name) => lists.flatMap((list) => requireArray(list, name))),
  $setUnion: strict((lists, name) => unique(lists.flatMap((list) => requireArray(list, name)))),
  $setIntersection: strict((lists, name) => {
    const [first = [], ...others] = lists.map((list) => requireArray(list, name));
    return unique(first.filter((value) => others.every((other) => has(other, value))));
  }),
  $setEquals: (lists, name) => {
    const [first = [], ...others] = lists.map((list) => requireArray(list, name));
    return others.every(
      (other) => first.every((value) => has(other, value)) && other.every((value) => has(first, value)),
    );
  },
});
operators.set('$sortArray', { arity: [1, 1], named: ['input', 'sortBy'], apply: sortArray });
operators.set('$setField', { arity: [1, 1], named: ['field', 'input', 'value'], apply: setField });
operators.set('$getField', {
  arity: [1, 1],
  named: ['field', 'input'],
  apply: ([field, input]) => (isDoc(input) ? own(input, String(field)) : isNothing(input) ? null : undefined),
});
