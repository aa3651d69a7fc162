/** A checked input as it was sent: no instance of a DTO class, and no field for what was left out, which would be stored as null. */
export function toPlain<T>(input: T): T {
  return JSON.parse(JSON.stringify(input)) as T;
}
