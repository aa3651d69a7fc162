import { TurnBatch } from './turn-batch';

describe(TurnBatch.name, () => {
  it('writes everything of one turn together and settles each caller by its own result', async () => {
    const written: number[][] = [];
    const batch = new TurnBatch<number>(async (items) => {
      written.push(items);
      return items.map((item) => (item === 2 ? new Error('two is refused') : undefined));
    });
    const results = await Promise.allSettled([batch.add(1), batch.add(2), batch.add(3)]);
    expect(written).toEqual([[1, 2, 3]]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails every caller when the write itself fails', async () => {
    const batch = new TurnBatch<number>(() => Promise.reject(new Error('database away')));
    const results = await Promise.allSettled([batch.add(1), batch.add(2)]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
  });

  it('cuts a large turn into parts', async () => {
    const sizes: number[] = [];
    const batch = new TurnBatch<number>(async (items) => {
      sizes.push(items.length);
      return items.map(() => undefined);
    }, 2);
    await Promise.all([1, 2, 3, 4, 5].map((item) => batch.add(item)));
    expect(sizes.sort()).toEqual([1, 2, 2]);
  });
});
