import { type BsonNumber, bsonTypeName, isNumber } from '../bson/value';
import { MongoError } from '../errors';

/** An operator over evaluated arguments. */
export interface Operator {
  arity: [least: number, most: number];
  /** The keys of a document argument in the order in which `apply` gets them; an absent one is undefined. */
  named?: string[];
  /** How many of the first named arguments must be there. */
  required?: number;
  /** The first named argument may stand alone, without a document around it. */
  isBare?: boolean;
  apply: (values: unknown[], name: string) => unknown;
}

export const operators = new Map<string, Operator>();

export const anyNumber: [number, number] = [0, Number.POSITIVE_INFINITY];

/** Enters operators into the table. */
export function define(arity: number | [number, number], table: Record<string, Operator['apply']>): void {
  for (const [name, apply] of Object.entries(table)) {
    operators.set(name, { arity: typeof arity === 'number' ? [arity, arity] : arity, apply });
  }
}

/** Enters operators that take a document of named arguments, of which the first few are required. */
export function defineNamed(
  named: string[],
  required: number,
  table: Record<string, Operator['apply']>,
  isBare = false,
) {
  for (const [name, apply] of Object.entries(table))
    operators.set(name, { arity: [1, 1], named, required, isBare, apply });
}

export const isNothing = (value: unknown) => value === null || value === undefined;

export function requireNumber(value: unknown, name: string): BsonNumber {
  if (!isNumber(value)) throw new MongoError(14, `${name} only supports numeric types, not ${bsonTypeName(value)}`);
  return value;
}

/** Answers null when any argument is null or missing. */
export const strict =
  (apply: Operator['apply']): Operator['apply'] =>
  (values, name) =>
    values.some(isNothing) ? null : apply(values, name);
