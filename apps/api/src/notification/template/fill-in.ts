/** `{{order.number}}` or `{{seller|the seller}}`: what is after the bar stands in for a missing value, also when it is nothing. */
const PLACE = /\{\{\s*([A-Za-z][\w.]*)\s*(?:\|([^{}]*))?\}\}/g;

/** Anything in double braces that is no place for a value. */
const BRACES = /\{\{|\}\}/;

export type Variables = Readonly<Record<string, string | number>>;

/** The text with its values. `toText` makes a value safe for where it goes. */
export function fillIn(text: string, variables: Variables, toText: (value: string) => string = String): string {
  return text.replace(PLACE, (_, name: string, standIn: string | undefined) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : standIn;
    return toText(String(value ?? ''));
  });
}

/** The values without which the texts have a hole. */
export function neededBy(texts: readonly string[]): string[] {
  const places = texts.flatMap((text) => [...text.matchAll(PLACE)]);
  return [...new Set(places.filter(([, , standIn]) => standIn === undefined).map(([, name = '']) => name))].sort();
}

/** False when braces are left that nothing fills, as in '{{ order number }}'. */
export function isWellFormed(text: string): boolean {
  return !BRACES.test(text.replace(PLACE, ''));
}
