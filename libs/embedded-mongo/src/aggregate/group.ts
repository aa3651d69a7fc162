import { Int32 } from 'bson';
import { keyOf } from '../bson/key';
import { setOwn } from '../bson/path';
import { type BsonNumber, type Doc, isDoc, isNumber } from '../bson/value';
import { MongoError } from '../errors';
import type { Stream } from '../store/steps';
import { compileExpression, type Evaluate } from './expression';
import { averageOf, extreme, mergeObjects, sumOf } from './expression-operators';

/** Takes the values of one group, one at a time. */
interface Accumulator {
  add: (value: unknown) => void;
  result: () => unknown;
}

const collecting = (finish: (values: unknown[]) => unknown) => (): Accumulator => {
  const values: unknown[] = [];
  return { add: (value) => void values.push(value), result: () => finish(values) };
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

const none = Symbol('none');

const accumulators: Record<string, () => Accumulator> = {
  $sum: folding(new Int32(0), (total, value) => (isNumber(value) ? sumOf([total, value]) : total)),
  $min: folding(null, (least, value) => extreme([least, value], -1)),
  $max: folding(null, (most, value) => extreme([most, value], 1)),
  $count: folding(new Int32(0), (total) => sumOf([total, new Int32(1)])),
  $avg: () => {
    let count = 0;
    let total: BsonNumber = new Int32(0);
    return {
      add: (value) => {
        if (!isNumber(value)) return;
        count += 1;
        total = sumOf([total, value]);
      },
      result: () => (count === 0 ? null : averageOf([total, ...Array.from({ length: count - 1 }, () => new Int32(0))])),
    };
  },
  $first: () => {
    let first: unknown = none;
    return {
      add: (value) => {
        if (first === none) first = value ?? null;
      },
      result: () => (first === none ? null : first),
    };
  },
  $last: folding(null, (_, value) => value ?? null),
  $push: collecting((values) => values.filter((value) => value !== undefined)),
  $addToSet: collecting((values) => [
    ...new Map(values.filter((value) => value !== undefined).map((value) => [keyOf(value), value])).values(),
  ]),
  $mergeObjects: collecting((values) => mergeObjects(values, '$mergeObjects')),
};

/** Compiles a `$group` stage. */
export function compileGroup(spec: unknown): (source: Stream<Doc>, variables?: Doc) => Stream<Doc> {
  if (!isDoc(spec)) throw new MongoError(15947, "a group's fields must be specified in an object");
  if (!('_id' in spec)) throw new MongoError(15955, 'a group specification must include an _id');
  const id = compileExpression(spec._id);
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

function compileField(name: string, value: unknown): { name: string; evaluate: Evaluate; start: () => Accumulator } {
  if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
  const entries = isDoc(value) ? Object.entries(value) : [];
  const [operator, operand] = entries[0] ?? [];
  if (entries.length !== 1 || !operator?.startsWith('$'))
    throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
  const start = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined;
  if (!start) throw new MongoError(15952, `unknown group operator '${operator}'`);
  return { name, evaluate: compileExpression(operator === '$count' ? null : operand), start };
}
