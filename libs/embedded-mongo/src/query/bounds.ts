import type { BSONRegExp } from 'bson';
import { encodeKey, typeBounds } from '../bson/key';
import { bsonType, isNumber, toNumber } from '../bson/value';
import { after } from '../store/storage';
import type { Filter } from './filter';

/** A run of keys of one index field, as key bytes in ascending order: from `low`, inclusive, to before `high`. */
export interface Interval {
  low: Buffer;
  high: Buffer;
  /** One value only. */
  isPoint: boolean;
}

/** One condition on one path that an index can bound. */
export interface Condition {
  path: string;
  /** Made when an index asks for them: of most filters one index uses a part only. */
  intervals: () => Interval[];
  /** A document that lacks the field cannot satisfy it; sparse indexes need that. */
  excludesMissing: boolean;
  /** The intervals hold exactly the keys that satisfy it. */
  isExact: boolean;
  /** Conditions of one `$elemMatch` hold for one and the same array element. */
  element?: Filter;
  /** Such an element is the indexed value itself, so that several conditions on it may be intersected. */
  isElementItself: boolean;
  source: Filter;
}

const encodeOne = (value: unknown) => encodeKey([value], [1]);

/** One value. A key made of points needs their lower ends only. */
class Point implements Interval {
  readonly isPoint = true;

  constructor(readonly low: Buffer) {}

  get high(): Buffer {
    return after(this.low);
  }
}

const point = (value: unknown): Interval => new Point(encodeOne(value));

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The conditions of a filter that hold for every document it matches. */
export function conditionsOf(filter: Filter): Condition[] {
  return conjunctsOf(filter).flatMap((conjunct) => conditionOf(conjunct));
}

/** The parts of a filter that must all hold. */
export function conjunctsOf(filter: Filter): Filter[] {
  if (filter.kind !== 'and') return [filter];
  const isNested = filter.children.some(({ kind }) => kind === 'and');
  return isNested ? filter.children.flatMap(conjunctsOf) : filter.children;
}

export const nameOf = (path: string[]): string => (path.length === 1 ? (path[0] as string) : path.join('.'));

function conditionOf(conjunct: Filter, prefix: string[] = [], within?: Filter & { kind: 'elemMatch' }): Condition[] {
  if (conjunct.kind === 'elemMatch') {
    const path = [...prefix, ...conjunct.path];
    return conjunctsOf(conjunct.child).flatMap((child) => conditionOf(child, path, conjunct));
  }
  const bounds = boundsOf(conjunct);
  if (!bounds || !('path' in conjunct)) return [];
  const path = prefix.length === 0 ? conjunct.path : [...prefix, ...conjunct.path];
  // Array positions in a path also mean fields of that name; the index knows only one reading.
  if (hasPosition(path)) return [];
  // Only the element's own fields share one index key; what lies deeper may be in arrays of its own.
  const element = conjunct.path.length <= 1 ? within : undefined;
  const isElementItself = within?.isValue === true;
  return [
    { path: nameOf(path), ...bounds, element, isElementItself, isExact: bounds.isExact && !within, source: conjunct },
  ];
}

const arrayPosition = /^\d+$/;

/** A part of it may be a place in an array as well as a name. */
export const hasPosition = (path: string[]): boolean => path.some((part) => arrayPosition.test(part));

type Bounds = Pick<Condition, 'intervals' | 'excludesMissing' | 'isExact'>;

function boundsOf(filter: Filter): Bounds | undefined {
  switch (filter.kind) {
    case 'compare':
      return comparisonBounds(filter.op, filter.operand);
    case 'in': {
      if (filter.values.some(Array.isArray)) return undefined;
      const points = once(() => merge(filter.values.map(point)));
      return { intervals: points, excludesMissing: !filter.values.includes(null), isExact: true };
    }
    case 'regex':
      return regexBounds(filter.regex, filter.source);
  }
  return undefined;
}

function comparisonBounds(op: string, operand: unknown): Bounds | undefined {
  const type = bsonType(operand);
  if (Array.isArray(operand) || operand === undefined || type === -1 || type === 127) return undefined;
  const isNaNOperand = isNumber(operand) && Number.isNaN(toNumber(operand));
  if (operand === null || isNaNOperand) {
    // Null and NaN stand in no order to others: "at least" and "at most" mean equality.
    if (op === 'gt' || op === 'lt') return { intervals: () => [], excludesMissing: true, isExact: true };
    return { intervals: once(() => [point(operand)]), excludesMissing: operand !== null, isExact: true };
  }
  const intervals = once(() => [op === 'eq' ? point(operand) : rangeOf(op, operand)]);
  return { intervals, excludesMissing: true, isExact: true };
}

function rangeOf(op: string, operand: unknown): Interval {
  const equal = point(operand);
  const bounds = typeBounds(operand);
  // NaN sorts before all numbers and is less than none.
  const low = isNumber(operand) ? point(Number.NaN).high : bounds.low;
  const range = {
    gt: { low: equal.high, high: bounds.high },
    gte: { low: equal.low, high: bounds.high },
    lt: { low, high: equal.low },
    lte: { low, high: equal.high },
  }[op] as { low: Buffer; high: Buffer };
  return { ...range, isPoint: false };
}

/** `/^abc/` is the range of strings that begin with abc; stored regular expressions equal to it match as well. */
function regexBounds(regex: RegExp, source: BSONRegExp): Bounds | undefined {
  if (regex.flags.includes('i') || regex.flags.includes('m') || source.pattern.includes('|')) return undefined;
  const literal = /^\^([\w\s\-@#%&=:;,<>'"!~`/]+)(.?)/su.exec(regex.source.replaceAll('\\/', '/'));
  if (!literal) return undefined;
  // A quantifier applies to the last character, which may then be absent.
  const prefix = ['*', '?', '{'].includes(literal[2] as string)
    ? (literal[1] as string).slice(0, -1)
    : (literal[1] as string);
  if (prefix === '') return undefined;
  const low = encodeOne(prefix).subarray(0, -2);
  const strings = { low, high: after(low), isPoint: false };
  return { intervals: () => merge([strings, point(source)]), excludesMissing: true, isExact: false };
}

/** Sorts intervals and joins those that touch or overlap. */
export function merge(intervals: Interval[]): Interval[] {
  if (intervals.length <= 1) return intervals;
  const merged: Interval[] = [];
  for (const interval of [...intervals].sort((a, b) => Buffer.compare(a.low, b.low))) {
    const last = merged.at(-1);
    if (last && Buffer.compare(interval.low, last.high) < 0) {
      if (Buffer.compare(interval.high, last.high) > 0)
        merged[merged.length - 1] = { low: last.low, high: interval.high, isPoint: false };
    } else {
      merged.push(interval);
    }
  }
  return merged;
}

/** The keys that two lists of intervals share. */
export function intersect(a: Interval[], b: Interval[]): Interval[] {
  return merge(
    a.flatMap((x) =>
      b.flatMap((y) => {
        const low = Buffer.compare(x.low, y.low) >= 0 ? x.low : y.low;
        const high = Buffer.compare(x.high, y.high) <= 0 ? x.high : y.high;
        return Buffer.compare(low, high) < 0 ? [{ low, high, isPoint: x.isPoint || y.isPoint }] : [];
      }),
    ),
  );
}

export const isOnePoint = (intervals: Interval[]): boolean =>
  intervals.length === 1 && (intervals[0] as Interval).isPoint;
