import { compare, equal } from '../bson/compare';
import { keyOf } from '../bson/key';
import { setOwn } from '../bson/path';
import { bsonTypeName, type Doc, intOrLong, isDoc, isNumber, isTruthy, toInteger, toNumber } from '../bson/value';
import { MongoError } from '../errors';
import { compileSort } from '../query/sort';
import { anyNumber, define, defineNamed, isNothing, requireNumber, strict } from './operator-table';

function requireArray(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value))
    throw new MongoError(28689, `${name}'s argument must be an array, but is ${bsonTypeName(value)}`);
  return value;
}

const has = (list: unknown[], value: unknown) => list.some((other) => equal(other, value));

const distinct = (values: unknown[]): unknown[] => [...new Map(values.map((value) => [keyOf(value), value])).values()];
const unique = (values: unknown[]): unknown[] => distinct(values).sort(compare);

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
  if (isNumber(sortBy)) {
    const direction = toInteger(sortBy);
    if (direction !== 1 && direction !== -1)
      throw new MongoError(2942507, 'The $sort element value must be either 1 or -1');
    return array.sort((a, b) => compare(a, b) * direction);
  }
  const { keyOf, compareKeys } = compileSort(sortBy);
  return array.sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
}

/** Lists side by side: as long as the shortest, or as the longest with defaults filled in. */
function zip([inputs, useLongest, defaults]: unknown[]): unknown {
  if (!Array.isArray(inputs) || inputs.length === 0)
    throw new MongoError(34461, 'inputs must be an array of expressions, found no array');
  if (defaults !== undefined && useLongest !== true)
    throw new MongoError(34467, 'cannot specify defaults unless useLongestLength is true');
  if (Array.isArray(defaults) && defaults.length !== inputs.length)
    throw new MongoError(34468, 'defaults and inputs must have the same length');
  if (inputs.some(isNothing)) return null;
  const lists = inputs.map((input) => {
    if (!Array.isArray(input))
      throw new MongoError(34468, `$zip found a non-array expression in input: ${bsonTypeName(input)}`);
    return input;
  });
  const lengths = lists.map((list) => list.length);
  const length = useLongest === true ? Math.max(...lengths) : Math.min(...lengths);
  return Array.from({ length }, (_, at) =>
    lists.map((list, each) => (at < list.length ? list[at] : Array.isArray(defaults) ? defaults[each] : null)),
  );
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
    return has(list, value);
  },
  $arrayElemAt: strict(([list, at], name) => elementAt(list, toNumber(requireNumber(at, name)), name)),
  $setDifference: strict(([a, b], name) =>
    distinct(requireArray(a, name)).filter((value) => !has(requireArray(b, name), value)),
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
defineNamed(['input', 'sortBy'], 2, { $sortArray: sortArray });
defineNamed(['inputs', 'useLongestLength', 'defaults'], 1, { $zip: zip });
