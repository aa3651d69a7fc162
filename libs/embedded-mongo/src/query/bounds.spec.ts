import { encodeKey } from '../bson/key';
import { conditionsOf, conjunctsOf, type Interval } from './bounds';
import { parseFilter } from './filter';

const conditions = (query: Record<string, unknown>) => conditionsOf(parseFilter(query));
const keyOf = (value: unknown) => encodeKey([value], [1]);
const holds = (intervals: Interval[], value: unknown) =>
  intervals.some(({ low, high }) => Buffer.compare(keyOf(value), low) >= 0 && Buffer.compare(keyOf(value), high) < 0);

describe(conditionsOf.name, () => {
  it('bounds each field of a filter that names several by what stands there', () => {
    const [person, live, seq] = conditions({ userId: 'a', isLive: true, lastSeq: { $lte: 5 } });
    expect([person?.path, live?.path, seq?.path]).toEqual(['userId', 'isLive', 'lastSeq']);
    expect(person?.intervals()).toMatchObject([{ low: keyOf('a'), isPoint: true }]);
    expect(holds(person?.intervals() ?? [], 'a')).toBe(true);
    expect(holds(person?.intervals() ?? [], 'aa')).toBe(false);
    expect(seq?.intervals()).toMatchObject([{ isPoint: false }]);
    expect([4, 5, 5.5].map((value) => holds(seq?.intervals() ?? [], value))).toEqual([true, true, false]);
  });

  it('makes the bounds of a condition once', () => {
    const [one] = conditions({ a: { $in: [3, 1, 2] } });
    expect(one?.intervals()).toBe(one?.intervals());
    expect(one?.intervals().map(({ low }) => low)).toEqual([1, 2, 3].map(keyOf));
  });

  it('finds nothing below or above null, and only null at it', () => {
    const intervals = (op: string) => conditions({ a: { [op]: null } })[0]?.intervals();
    expect(intervals('$gt')).toEqual([]);
    expect(intervals('$lte')).toMatchObject([{ low: keyOf(null), isPoint: true }]);
  });

  it('keeps NaN out of what is less than a number', () => {
    const [less] = conditions({ a: { $lt: 5 } });
    expect([Number.NaN, -1e9].map((value) => holds(less?.intervals() ?? [], value))).toEqual([false, true]);
  });

  it('leaves a path through an array position to the filter', () => {
    expect(conditions({ 'a.0.b': 1 })).toEqual([]);
    expect(conditions({ 'a.b': 1 })).toMatchObject([{ path: 'a.b' }]);
  });
});

describe(conjunctsOf.name, () => {
  it('takes $and apart at every depth', () => {
    const filter = parseFilter({ a: 1, $and: [{ b: 1, c: 1 }, { $and: [{ d: 1 }, { e: 1 }] }] });
    expect(conjunctsOf(filter).map((each) => 'path' in each && each.path[0])).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
