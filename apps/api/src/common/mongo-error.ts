const DUPLICATE_KEY = 11_000;

export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === DUPLICATE_KEY;
}

interface BulkFailure {
  writeErrors?: { index: number; code?: number; errmsg?: string }[];
}

/**
 * The error of each item of an unordered bulk write that failed in parts, by the items' order.
 * Throws the failure itself when it does not say which items it concerns.
 */
export function errorsOfItems(failure: unknown, itemCount: number): (unknown | undefined)[] {
  const { writeErrors } = failure as BulkFailure;
  if (!Array.isArray(writeErrors) || writeErrors.length === 0) throw failure;
  const errors: (unknown | undefined)[] = new Array(itemCount).fill(undefined);
  for (const error of writeErrors) errors[error.index] = error;
  return errors;
}
