import { SerialBatch } from './serial-batch';

describe(SerialBatch.name, () => {
  const echo = async (keys: string[]) => new Map(keys.map((key) => [key, key]));

  it('asks once for everything of one turn, and once for what is asked twice', async () => {
    const asked: string[][] = [];
    const batch = new SerialBatch((keys) => {
      asked.push(keys);
      return echo(keys);
    });
    expect(await Promise.all(['a', 'b', 'a'].map((key) => batch.get(key)))).toEqual(['a', 'b', 'a']);
    expect(asked).toEqual([['a', 'b']]);
  });

  it('asks again for what is asked while a batch runs, after that batch', async () => {
    const asked: string[][] = [];
    const later: Promise<string>[] = [];
    const batch: SerialBatch<string> = new SerialBatch(async (keys) => {
      asked.push(keys);
      if (asked.length === 1) later.push(batch.get('a'), batch.get('c'));
      return echo(keys);
    });
    await batch.get('a');
    expect(await Promise.all(later)).toEqual(['a', 'c']);
    expect(asked).toEqual([['a'], ['a', 'c']]);
  });

  it('rests after it has begun, so that those who come meanwhile are asked about together', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    const asked: string[][] = [];
    const batch = new SerialBatch((keys) => {
      asked.push(keys);
      return echo(keys);
    }, 20);
    await batch.get('a');
    const b = batch.get('b');
    await new Promise((resolve) => setImmediate(resolve));
    jest.advanceTimersByTime(19);
    const c = batch.get('c');
    expect(asked).toEqual([['a']]);
    jest.advanceTimersByTime(1);
    expect(await Promise.all([b, c])).toEqual(['b', 'c']);
    expect(asked).toEqual([['a'], ['b', 'c']]);
    jest.advanceTimersByTime(20);
    await batch.get('d');
    expect(asked.at(-1)).toEqual(['d']);
    jest.useRealTimers();
  });

  it('fails who asked when the question fails, and answers the next', async () => {
    let isBroken = true;
    const batch = new SerialBatch((keys) => (isBroken ? Promise.reject(new Error('database away')) : echo(keys)));
    await expect(Promise.all([batch.get('a'), batch.get('b')])).rejects.toThrow('database away');
    isBroken = false;
    expect(await batch.get('a')).toBe('a');
  });
});
