import type { Decimal128 } from 'bson';
import { compileExpression } from '../aggregate/expression';
import { compare, equal, rankOf } from '../bson/compare';
import { keyOf } from '../bson/key';
import { type Positions, someValue } from '../bson/path';
import {
  type BsonNumber,
  bsonType,
  type Doc,
  isDoc,
  isNumber,
  isRegex,
  isTruthy,
  toNumber,
  wholePart,
} from '../bson/value';
import type { Comparison, Filter } from './filter';

/** Tells whether a document satisfies a filter and, when asked, which array elements satisfied it. */
export type Matcher = (doc: unknown, positions?: Positions) => boolean;

type Test = (value: unknown) => boolean;

/** Compiles a parsed filter to a predicate; `variables` are what `$expr` may use. */
export function compileFilter(filter: Filter, variables?: Doc): Matcher {
  switch (filter.kind) {
    case 'and':
      return every(filter.children.map((child) => compileFilter(child, variables)));
    case 'or':
    case 'nor':
      return some(
        filter.children.map((child) => compileFilter(child, variables)),
        filter.kind === 'or',
      );
    case 'not': {
      const child = compileFilter(filter.child, variables);
      return (doc) => !child(doc);
    }
    case 'always':
      return () => filter.value;
    case 'expr': {
      const evaluate = compileExpression(filter.expression);
      return (doc) => isTruthy(evaluate(doc, variables));
    }
    case 'exists':
      return (doc) => someValue(doc, filter.path, (value) => value !== undefined);
    case 'size':
      return (doc) => someValue(doc, filter.path, (value) => Array.isArray(value) && value.length === filter.length);
    case 'elemMatch':
      return elementMatcher(filter.path, compileFilter(filter.child, variables), filter.isValue);
    case 'compare':
      return leaf(filter.path, comparison(filter.op, filter.operand));
    case 'in':
      return leaf(filter.path, membership(filter.values));
    case 'regex': {
      const { regex, source } = filter;
      return leaf(filter.path, (value) =>
        typeof value === 'string' ? regex.test(value) : isRegex(value) && equal(value, source),
      );
    }
    case 'type':
      return leaf(filter.path, (value) => value !== undefined && filter.types.has(bsonType(value)));
    case 'mod':
      return leaf(filter.path, (value) => {
        const number = wholePart(value);
        return number !== undefined && number % filter.divisor === filter.remainder;
      });
    case 'bits':
      return leaf(filter.path, filter.test);
  }
}

function every(children: Matcher[]): Matcher {
  if (children.length === 1) return children[0] as Matcher;
  return (doc, positions) => {
    for (const child of children) if (!child(doc, positions)) return false;
    return true;
  };
}

function some(children: Matcher[], wanted: boolean): Matcher {
  return (doc, positions) => {
    for (const child of children) if (child(doc, wanted ? positions : undefined)) return wanted;
    return !wanted;
  };
}

/** Applies a test to the values of a path, to the elements of an array there, and to the array itself. */
function leaf(path: string[], test: Test): Matcher {
  if (path.length === 0) return test;
  const fullPath = path.join('.');
  return (doc, positions) =>
    someValue(doc, path, (value, arrayPath, position, isIndexed) => {
      if (Array.isArray(value) && !isIndexed) {
        const index = value.findIndex(test);
        if (index >= 0) {
          if (position < 0) positions?.set(fullPath, index);
          else positions?.set(arrayPath, position);
          return true;
        }
      }
      if (!test(value)) return false;
      if (position >= 0) positions?.set(arrayPath, position);
      return true;
    });
}

function elementMatcher(path: string[], child: Matcher, isValue: boolean): Matcher {
  const fullPath = path.join('.');
  return (doc, positions) =>
    someValue(doc, path, (value, arrayPath, position) => {
      if (!Array.isArray(value)) return false;
      const index = value.findIndex(
        (element) => (isValue || isDoc(element) || Array.isArray(element)) && child(element),
      );
      if (index < 0) return false;
      if (position < 0) positions?.set(fullPath, index);
      else positions?.set(arrayPath, position);
      return true;
    });
}

const isNaNValue = (value: unknown) => isNumber(value) && Number.isNaN(toNumber(value as Decimal128));

/** A comparison as queries mean it: only values of the operand's type can satisfy it; null also means missing. */
export function comparison(op: Comparison, operand: unknown): Test {
  if (operand === null || operand === undefined) {
    return op === 'gt' || op === 'lt' ? () => false : (value) => value === null || value === undefined;
  }
  if (op === 'eq') return (value) => value !== undefined && equal(value, operand);
  const satisfied = {
    gt: (order: number) => order > 0,
    gte: (order: number) => order >= 0,
    lt: (order: number) => order < 0,
    lte: (order: number) => order <= 0,
  }[op];
  const rank = rankOf(operand);
  const type = bsonType(operand);
  if (type === -1 || type === 127) return (value) => satisfied(compare(value === undefined ? null : value, operand));
  const isNaNOperand = isNaNValue(operand);
  return (value) => {
    if (value === undefined || rankOf(value) !== rank) return false;
    if (rank === 4 && (isNaNOperand || isNaNValue(value))) {
      return (op === 'gte' || op === 'lte') && isNaNOperand && isNaNValue(value as BsonNumber);
    }
    return satisfied(compare(value, operand));
  };
}

/** Membership in a list; long lists are looked up by key instead of compared one by one. */
function membership(values: unknown[]): Test {
  const hasNull = values.some((value) => value === null);
  if (values.length <= 8)
    return (value) => (value === undefined ? hasNull : values.some((other) => equal(value, other)));
  const keys = new Set(values.map(keyOf));
  return (value) => (value === undefined ? hasNull : keys.has(keyOf(value)));
}
