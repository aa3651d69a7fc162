import { LOCALES } from '@app/contracts';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import ar from '../../messages/ar.json';
import en from '../../messages/en.json';
import fr from '../../messages/fr.json';

type Tree = { [key: string]: string | Tree };

const FILES: Record<string, Tree> = { en, fr, ar };

function flatten(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flatten(value, `${path}${key}.`),
  );
}

const keysOf = (tree: Tree) =>
  flatten(tree)
    .map(([key]) => key)
    .sort();

/** Names of the values a message takes, whatever its grammar; throws on a message that is not ICU. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const walk = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if ('value' in element && element.type === TYPE.argument) names.add(element.value);
      if (element.type === TYPE.select || element.type === TYPE.plural) {
        names.add(element.value);
        for (const option of Object.values(element.options)) walk(option.value);
      }
    }
  };
  walk(parse(message));
  return [...names].sort();
}

describe('messages', () => {
  it('has a file for every locale of the wire', () => {
    expect(Object.keys(FILES).sort()).toEqual([...LOCALES].sort());
  });

  it.each(['fr', 'ar'])('%s misses no key and has none of its own', (locale) => {
    expect(keysOf(FILES[locale] ?? {})).toEqual(keysOf(en));
  });

  it.each(['fr', 'ar'])('%s uses the same values as English', (locale) => {
    const texts = new Map(flatten(FILES[locale] ?? {}));
    for (const [key, message] of flatten(en)) {
      expect([key, argumentsOf(texts.get(key) ?? '')]).toEqual([key, argumentsOf(message)]);
    }
  });

  it.each(LOCALES)('%s leaves no text empty', (locale) => {
    expect(flatten(FILES[locale] ?? {}).filter(([, message]) => !message.trim())).toEqual([]);
  });

  it('words all six plural forms in Arabic', () => {
    const plurals = flatten(ar).filter(([, message]) => message.includes(', plural,'));
    expect(plurals.length).toBeGreaterThan(5);
    for (const [key, message] of plurals) {
      const forms = ['zero', 'one', 'two', 'few', 'many', 'other'].filter((form) => message.includes(`${form} {`));
      expect([key, forms]).toEqual([key, ['zero', 'one', 'two', 'few', 'many', 'other']]);
    }
  });
});
