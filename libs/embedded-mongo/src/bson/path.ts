import { isDoc } from './value';

/** Position of the array element that satisfied a predicate, by the path of its array; it feeds the positional `$`. */
export type Positions = Map<string, number>;

/** `isIndexed` says that the path ended in an array index; such a value's own elements are not looked at. */
export type Visit = (value: unknown, arrayPath: string, position: number, isIndexed: boolean) => boolean;

/**
 * Visits every value a dotted path leads to, as filters see them: arrays on the way are entered, by element and by numeric
 * index. A missing field is visited as undefined; an element that cannot be entered is not visited at all.
 * Stops and answers true when `visit` does. `position` is the outermost element index on the way, or -1.
 */
export function someValue(
  value: unknown,
  parts: string[],
  visit: Visit,
  from = 0,
  arrayPath = '',
  position = -1,
  isIndexed = false,
): boolean {
  if (from === parts.length) return visit(value, arrayPath, position, isIndexed);
  const part = parts[from] as string;
  if (Array.isArray(value)) {
    const path = position < 0 ? parts.slice(0, from).join('.') : arrayPath;
    for (let index = 0; index < value.length; index += 1) {
      const element: unknown = value[index];
      const at = position < 0 ? index : position;
      if (isDoc(element) && someValue(element, parts, visit, from, path, at)) return true;
      if (part === String(index) && someValue(element, parts, visit, from + 1, path, at, true)) return true;
    }
    return false;
  }
  return isDoc(value)
    ? someValue(own(value, part), parts, visit, from + 1, arrayPath, position)
    : visit(undefined, arrayPath, position, false);
}

/** A document's own field; `constructor` and the like are missing unless stored. */
export function own(doc: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(doc, name) ? doc[name] : undefined;
}

/** Sets a field even when it is called `__proto__`. */
export function setOwn(doc: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(doc, name, { value, writable: true, enumerable: true, configurable: true });
  else doc[name] = value;
}

/** The value at a path through plain documents only, as aggregation field paths without arrays and upsert seeding need it. */
export function valueAt(doc: unknown, parts: string[]): unknown {
  let value = doc;
  for (const part of parts) {
    if (!isDoc(value)) return undefined;
    value = own(value, part);
  }
  return value;
}
