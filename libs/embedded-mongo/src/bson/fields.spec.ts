import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import fc from 'fast-check';
import { cutFields, decodeFields, fieldNames } from './fields';
import { decode, encode } from './value';

/** One value of every BSON type. */
const VALUES: Record<string, unknown> = {
  double: new Double(1.5),
  text: 'naïve \u0000 text',
  doc: { inner: { text: 'x' } },
  array: [1, 'two', { three: 3 }],
  binary: new Binary(Buffer.from([0, 1, 2]), 4),
  id: new ObjectId('64b7f0f0f0f0f0f0f0f0f0f0'),
  yes: true,
  date: new Date(1_700_000_000_000),
  nothing: null,
  regex: new BSONRegExp('a+', 'i'),
  code: new Code('return 1'),
  scoped: new Code('return x', { x: 1 }),
  symbol: new BSONSymbol('s'),
  int: new Int32(7),
  time: new Timestamp({ t: 1, i: 2 }),
  long: Long.fromString('9007199254740993'),
  decimal: Decimal128.fromString('1.10'),
  least: new MinKey(),
  most: new MaxKey(),
  '': 'no name',
  naïve: 'a name of more bytes than letters',
};
const NAMES = Object.keys(VALUES);
const bytesOf = (names: string[]) => encode(Object.fromEntries(names.map((name) => [name, VALUES[name]])));

describe('fields', () => {
  it('keeps or drops fields of any type as if the document had been made so', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(NAMES),
        fc.shuffledSubarray([...NAMES, 'missing']),
        fc.boolean(),
        (stored, named, isKept) => {
          const cut = cutFields(bytesOf(stored), fieldNames(named), isKept);
          expect(cut).toEqual(bytesOf(stored.filter((name) => named.includes(name) === isKept)));
        },
      ),
    );
  });

  it('decodes what it keeps, with the types of the numbers', () => {
    const doc = decodeFields(bytesOf(NAMES), fieldNames(['long', 'int', 'missing']));
    expect(doc).toEqual({ int: new Int32(7), long: Long.fromString('9007199254740993') });
  });

  it('keeps the stored order of names that look like numbers', () => {
    const bytes = Buffer.concat([serialize({ b: 1, 2: 1, 1: 1 })]);
    const kept = cutFields(bytes, fieldNames(['1', 'b']), true);
    expect(Object.keys(decode(kept))).toEqual(Object.keys(decode(bytes)).filter((name) => name !== '2'));
  });
});
