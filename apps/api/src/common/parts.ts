/** The items in parts of at most `size`, in order. */
export function partsOf<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/**
 * What is done for many people a moment after the message, is done for so many of them with one command, one after the other. A large
 * command keeps the database from messages for as long as it takes; these let them in between.
 */
export const PEOPLE_AT_ONCE = 25;
