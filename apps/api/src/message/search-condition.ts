import type { SearchWords } from './search-terms';

export type Filter = Record<string, unknown>;

/** One word that a message must have. */
export interface Condition {
  /** As the index on shelf and word can use it. */
  indexed: Filter;
  /** As a check of messages that were found otherwise: doubly denied, so that no planner takes it for the better way. */
  checked: Filter;
}

/** Longest words first, because those tend to be rare. */
export function conditionsOf({ whole, begun }: SearchWords): Condition[] {
  const beginning = { $elemMatch: { $gte: begun, $lt: `${begun}\u{10ffff}` } };
  const last = {
    length: begun.length,
    indexed: { terms: beginning },
    checked: { $nor: [{ terms: { $not: beginning } }] },
  };
  const others = whole.map((word) => ({
    length: word.length,
    indexed: { terms: word },
    checked: { $nor: [{ terms: { $ne: word } }] },
  }));
  return [last, ...others].sort((a, b) => b.length - a.length);
}
