import { Binary, BSONRegExp, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { compare } from './compare';
import { encodeKey, fitKey, keyOf, maxKeyLength } from './key';

const number = fc.oneof(
  fc.integer().map((value) => new Int32(value)),
  fc.double().map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc
    .constantFrom(
      '0',
      '-0',
      '1.10',
      '19.99',
      '19.990000000000000001',
      '1E400',
      '-1E400',
      '1E-400',
      '9007199254740993.5',
      'NaN',
      'Infinity',
    )
    .map((text) => Decimal128.fromString(text)),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -25, max: 25 }))
    .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent < 0 ? '' : '+'}${exponent}`)),
  fc.constantFrom(
    Long.fromString('9007199254740993'),
    Long.fromString('9007199254740992'),
    new Double(9007199254740992),
  ),
);
const scalar = fc.oneof(
  number,
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 5 }).map((bytes) => new Binary(bytes)),
  fc.constantFrom(new MinKey(), new MaxKey(), new Timestamp({ t: 1, i: 2 })),
  fc.constantFrom(
    new BSONRegExp('a', 'i'),
    new BSONRegExp('a', ''),
    new BSONRegExp('ab', ''),
    new Code('a'),
    new Code('a', { b: 1 }),
  ),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab'), tie('value'), { maxKeys: 2 }),
  ),
}));

const sign = (order: number) => Math.sign(order);

describe('index keys', () => {
  it('sort as the values do, in both directions', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sign(Buffer.compare(encodeKey([a], [1]), encodeKey([b], [1])))).toBe(compare(a, b));
        expect(sign(Buffer.compare(encodeKey([a], [-1]), encodeKey([b], [-1]))) + compare(a, b)).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('are delimited, so that the first field of a compound decides', () => {
    fc.assert(
      fc.property(value, value, scalar, scalar, (a, b, c, d) => {
        const order = Buffer.compare(encodeKey([a, c], [1, 1]), encodeKey([b, d], [1, 1]));
        expect(sign(order)).toBe(compare(a, b) || compare(c, d));
      }),
      { numRuns: 500 },
    );
  });

  it('are equal for equal numbers of any type', () => {
    const ones = [new Int32(1), new Double(1), Long.fromNumber(1), Decimal128.fromString('1.0')];
    expect(new Set(ones.map(keyOf)).size).toBe(1);
  });

  it('tell apart 64-bit integers that one double stands for', () => {
    expect(keyOf(Long.fromString('9007199254740993'))).not.toBe(keyOf(Long.fromString('9007199254740992')));
  });

  it('are cut to what LMDB takes and stay distinct', () => {
    const [a, b] = ['a', 'b'].map((end) => fitKey(encodeKey(['x'.repeat(5000) + end], [1]))) as [Buffer, Buffer];
    expect(a.length).toBe(maxKeyLength + 32);
    expect(a.equals(b)).toBe(false);
  });

  it('hold a date as the same 64 bits as ever, for they are on disks', () => {
    const bitsOf = (time: number) =>
      encodeKey([new Date(time)], [1])
        .toString('hex')
        .slice(2);
    const expected = (time: bigint) =>
      BigInt.asUintN(64, time + 2n ** 63n)
        .toString(16)
        .padStart(16, '0');
    for (const time of [
      0,
      1,
      -1,
      2 ** 32 - 1,
      2 ** 32,
      -(2 ** 32),
      -(2 ** 32) - 1,
      1_795_000_000_123,
      8.64e15,
      -8.64e15,
    ]) {
      expect(bitsOf(time)).toBe(expected(BigInt(time)));
    }
    expect(bitsOf(Number.NaN)).toBe(expected(0n));
  });

  it('put the types in the order of the manual', () => {
    const ordered = [
      new MinKey(),
      null,
      1,
      'a',
      { a: 1 },
      [1],
      new Binary(Buffer.from('a')),
      new ObjectId(),
      false,
      new Date(0),
      new Timestamp({ t: 1, i: 1 }),
      new MaxKey(),
    ];
    const shuffled = [...ordered].reverse().sort(compare);
    expect(shuffled).toEqual(ordered);
  });
});
