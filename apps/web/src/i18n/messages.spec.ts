import { LOCALES } from '@app/contracts';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import compile from 'icu-minify/compile';
import format from 'icu-minify/format';
import { IntlMessageFormat } from 'intl-messageformat';
import ar from '../../messages/ar.json';
import en from '../../messages/en.json';
import fr from '../../messages/fr.json';
import { toIntlTag } from './locale';

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

/** One value for every argument: a count, each word of a select, and tags that show where they are. */
function samplesOf(message: string): Record<string, unknown>[] {
  const fixed: Record<string, unknown> = {};
  const choices: [string, unknown[]][] = [];
  const walk = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.argument) fixed[element.value] ??= 'Ana';
      if (element.type === TYPE.number) fixed[element.value] = 1_234.5;
      if (element.type === TYPE.plural) choices.push([element.value, [0, 1, 2, 3, 11, 100, 1_234]]);
      if (element.type === TYPE.select) choices.push([element.value, [...Object.keys(element.options), 'unknown']]);
      if (element.type === TYPE.tag) {
        fixed[element.value] = (inside: unknown) => `[${element.value}:${[inside].flat().join('')}]`;
        walk(element.children);
      }
      if (element.type === TYPE.select || element.type === TYPE.plural) {
        for (const option of Object.values(element.options)) walk(option.value);
      }
    }
  };
  walk(parse(message));
  return choices.reduce<Record<string, unknown>[]>(
    (all, [name, values]) => all.flatMap((sample) => values.map((value) => ({ ...sample, [name]: value }))),
    [fixed],
  );
}

const joined = (result: unknown) => [result].flat().join('');

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

  it.each(LOCALES)('%s reads the same as compiled by the build and as ICU has it', (locale) => {
    const tag = toIntlTag(locale);
    const formatters = {
      getNumberFormat: (tag: string, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options),
      getDateTimeFormat: (tag: string, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options),
      getPluralRules: (tag: string, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(tag, options),
    };
    for (const [key, message] of flatten(FILES[locale] ?? {})) {
      const whole = new IntlMessageFormat(message, tag);
      const compiled = compile(message);
      for (const values of samplesOf(message)) {
        const ours = format(compiled, tag, values as Parameters<typeof format>[2], { formatters });
        expect([key, values, joined(ours)]).toEqual([
          key,
          values,
          joined(whole.format(values as Record<string, string>)),
        ]);
      }
    }
  });
});
