import { compare, rankOf } from '../bson/compare';
import { bsonType } from '../bson/value';
import { conjunctsOf } from './bounds';
import type { Filter } from './filter';
import { comparison } from './matcher';

/** True when every document that matches `query` surely matches `partial`, so that a partial index holds them all. */
export function implies(query: Filter, partial: Filter): boolean {
  const known = conjunctsOf(query);
  return conjunctsOf(partial).every((wanted) => {
    if (wanted.kind === 'or') return wanted.children.some((child) => implies(query, child));
    return known.some((each) =>
      each.kind === 'or' ? each.children.every((child) => implies(child, wanted)) : impliesOne(each, wanted),
    );
  });
}

function impliesOne(known: Filter, wanted: Filter): boolean {
  if (!('path' in known) || !('path' in wanted) || known.path.join('.') !== wanted.path.join('.')) return false;
  const values =
    known.kind === 'compare' && known.op === 'eq' ? [known.operand] : known.kind === 'in' ? known.values : undefined;
  if (values) return values.every((value) => !Array.isArray(value) && satisfies(value, wanted));
  if (known.kind === 'exists') return wanted.kind === 'exists';
  if (known.kind === 'type') {
    if (wanted.kind === 'exists') return true;
    return wanted.kind === 'type' && [...known.types].every((type) => wanted.types.has(type));
  }
  return known.kind === 'compare' && rangeImplies(known, wanted);
}

function satisfies(value: unknown, wanted: Filter): boolean {
  switch (wanted.kind) {
    case 'exists':
      // Equality with null is also satisfied by a missing field.
      return value !== null;
    case 'type':
      // Numbers of other types are equal; only types without such kin are certain.
      return rankOf(value) !== 4 && value !== null && wanted.types.has(bsonType(value));
    case 'compare':
      return comparison(wanted.op, wanted.operand)(value);
    case 'in':
      return wanted.values.some((other) => comparison('eq', other)(value));
  }
  return false;
}

function rangeImplies(known: Filter & { kind: 'compare' }, wanted: Filter): boolean {
  const rank = rankOf(known.operand);
  if (known.operand === null || [1, 7, 16].includes(rank)) return false;
  if (wanted.kind === 'exists') return true;
  if (wanted.kind === 'type')
    return rank === 5 ? wanted.types.has(2) : rank !== 4 && wanted.types.has(bsonType(known.operand));
  if (wanted.kind !== 'compare' || rankOf(wanted.operand) !== rank) return false;
  const order = compare(known.operand, wanted.operand);
  if (known.op === 'gt' || known.op === 'gte') {
    return (
      (wanted.op === 'gt' && (order > 0 || (order === 0 && known.op === 'gt'))) || (wanted.op === 'gte' && order >= 0)
    );
  }
  return (
    (wanted.op === 'lt' && (order < 0 || (order === 0 && known.op === 'lt'))) || (wanted.op === 'lte' && order <= 0)
  );
}
