import { Int32 } from 'bson';
import { Sum } from '../bson/arithmetic';
import { keyOf } from '../bson/key';
import { setOwn } from '../bson/path';
import { type Doc, intOrLong, isDoc, isNumber } from '../bson/value';
import { MongoError } from '../errors';
import { compileSort } from '../query/sort';
import type { Stream } from '../store/steps';
import { compileExpression, type Evaluate, named } from './expression';
import { deviation, extreme, mergeObjects, pickers, requirePositive } from './expression-operators';

/** Takes the values of one group, one at a time. */
interface Accumulator {
  add: (value: unknown) => void;
  result: () => unknown;
}

interface Field {
  name: string;
  evaluate: Evaluate;
  start: () => Accumulator;
}

const collecting =
  <T = unknown>(finish: (values: T[]) => unknown, keeps: (value: unknown) => boolean = () => true) =>
  (): Accumulator => {
    const values: T[] = [];
    return {
      add: (value) => {
        if (keeps(value)) values.push(value as T);
      },
      result: () => finish(values),
    };
  };

const folding = (start: unknown, step: (total: unknown, value: unknown) => unknown) => (): Accumulator => {
  let total = start;
  return {
    add: (value) => {
      total = step(total, value);
    },
    result: () => total,
  };
};

const summing = (finish: (sum: Sum) => unknown) => (): Accumulator => {
  const sum = new Sum();
  return { add: (value) => sum.add(value), result: () => finish(sum) };
};

const isPresent = (value: unknown) => value !== undefined;
const none = Symbol('none');

const accumulators: Record<string, () => Accumulator> = {
  $sum: summing((sum) => sum.total()),
  $avg: summing((sum) => sum.average()),
  $count: summing((sum) => intOrLong(sum.count)),
  $min: folding(null, (least, value) => extreme([least, value], -1)),
  $max: folding(null, (most, value) => extreme([most, value], 1)),
  $stdDevPop: collecting((values) => deviation(values, 0), isNumber),
  $stdDevSamp: collecting((values) => deviation(values, 1), isNumber),
  $first: folding(none, (first, value) => (first === none ? (value ?? null) : first)),
  $last: folding(null, (_, value) => value ?? null),
  $push: collecting((values) => values, isPresent),
  $addToSet: collecting((values) => [...new Map(values.map((value) => [keyOf(value), value])).values()], isPresent),
  $mergeObjects: collecting(mergeObjects),
};

/** Compiles a `$group` stage; `bucket` tells the group of a document where no expression does. */
export function compileGroup(
  spec: unknown,
  bucket?: (doc: Doc) => unknown,
): (source: Stream<Doc>, variables?: Doc) => Stream<Doc> {
  if (!isDoc(spec)) throw new MongoError(15947, "a group's fields must be specified in an object");
  if (!('_id' in spec)) throw new MongoError(15955, 'a group specification must include an _id');
  const id: Evaluate = bucket ? (doc) => bucket(doc as Doc) : compileExpression(spec._id);
  const fields = Object.entries(spec)
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => compileField(name, value));
  return function* group(source, variables) {
    const groups = new Map<string, { id: unknown; totals: Accumulator[] }>();
    for (const doc of source) {
      if (doc !== null) {
        const value = id(doc, variables) ?? null;
        const key = keyOf(value);
        let entry = groups.get(key);
        if (!entry) {
          entry = { id: value, totals: fields.map((field) => field.start()) };
          groups.set(key, entry);
        }
        for (const [at, field] of fields.entries()) entry.totals[at]?.add(field.evaluate(doc, variables));
      }
      yield null;
    }
    for (const { id: value, totals } of groups.values()) {
      const result: Doc = { _id: value };
      for (const [at, field] of fields.entries()) setOwn(result, field.name, totals[at]?.result());
      yield result;
    }
  };
}

function compileField(name: string, value: unknown): Field {
  if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
  const entries = isDoc(value) ? Object.entries(value) : [];
  const [operator, operand] = entries[0] ?? [];
  if (entries.length !== 1 || !operator?.startsWith('$'))
    throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
  const pick = pickers[operator];
  if (pick) {
    const { input, n } = named(operator, operand, ['input', 'n']);
    const count = requirePositive(compileExpression(n)({}), operator);
    return {
      name,
      evaluate: compileExpression(input),
      start: collecting((values) =>
        pick(
          values.map((each) => each ?? null),
          count,
        ),
      ),
    };
  }
  if (/^\$(top|bottom)N?$/.test(operator)) return compileRanking(name, operator, operand);
  const start = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined;
  if (!start) throw new MongoError(15952, `unknown group operator '${operator}'`);
  if (Array.isArray(operand)) throw new MongoError(40237, `The ${operator} accumulator is a unary operator`);
  return { name, evaluate: compileExpression(operator === '$count' ? new Int32(1) : operand), start };
}

/** `$top`, `$topN`, `$bottom` and `$bottomN`: the outputs of the first or last documents in an order. */
function compileRanking(name: string, operator: string, operand: unknown): Field {
  const isMany = operator.endsWith('N');
  const spec = named(operator, operand, ['sortBy', 'output', ...(isMany ? ['n'] : [])]);
  const { keyOf: sortKeyOf, compareKeys } = compileSort(spec.sortBy as Doc);
  const output = compileExpression(spec.output);
  const count = isMany ? requirePositive(compileExpression(spec.n)({}), operator) : 1;
  const [from, to] = operator.startsWith('$top') ? [0, count] : [-count, undefined];
  return {
    name,
    evaluate: (doc, variables) => ({ key: sortKeyOf(doc), value: output(doc, variables) ?? null }),
    start: collecting<{ key: unknown[]; value: unknown }>((entries) => {
      const chosen = entries.sort((a, b) => compareKeys(a.key, b.key)).slice(from, to);
      return isMany ? chosen.map(({ value }) => value) : chosen[0]?.value;
    }),
  };
}
