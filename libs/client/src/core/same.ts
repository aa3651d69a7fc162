/** True when two lists have the same members in the same places. */
export function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** The old list when nothing in it changed, so that lists do not render for nothing. */
export function sameOr<T>(old: readonly T[], next: readonly T[]): readonly T[] {
  return isSameList(old, next) ? old : next;
}
