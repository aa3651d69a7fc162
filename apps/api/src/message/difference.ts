/** Something stored that does not follow from what it should follow from. */
export interface Difference {
  chatId: string;
  /** What it is about, for instance `headRev` or `terms of message 12`. */
  what: string;
  stored: unknown;
  actual: unknown;
  /** Null when no repair can be right, such as for a message that is missing. */
  repair: (() => Promise<unknown>) | null;
}

/** The difference between two values, or nothing when they are the same. */
export function compare(
  chatId: string,
  what: string,
  stored: unknown,
  actual: unknown,
  repair: Difference['repair'],
): Difference[] {
  return JSON.stringify(stored) === JSON.stringify(actual) ? [] : [{ chatId, what, stored, actual, repair }];
}
