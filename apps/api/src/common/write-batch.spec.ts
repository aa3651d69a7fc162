import { WriteBatch } from './write-batch';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe(WriteBatch.name, () => {
  it('writes everything of one turn together and settles each caller by its own result', async () => {
    const written: number[][] = [];
    const batch = new WriteBatch<number>(async (items) => {
      written.push(items);
      return items.map((item) => (item === 2 ? new Error('two is refused') : undefined));
    });
    const results = await Promise.allSettled([batch.add(1), batch.add(2), batch.add(3)]);
    expect(written).toEqual([[1, 2, 3]]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails every caller when the write itself fails', async () => {
    const batch = new WriteBatch<number>(() => Promise.reject(new Error('database away')));
    const results = await Promise.allSettled([batch.add(1), batch.add(2)]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
  });

  it('cuts a large turn into parts', async () => {
    const sizes: number[] = [];
    const batch = new WriteBatch<number>(
      async (items) => {
        sizes.push(items.length);
        return items.map(() => undefined);
      },
      { items: 2 },
    );
    await Promise.all([1, 2, 3, 4, 5].map((item) => batch.add(item)));
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('gathers what comes while as many commands as may be are under way', async () => {
    const written: number[][] = [];
    const ends: (() => void)[] = [];
    const batch = new WriteBatch<number>(async (items) => {
      written.push(items);
      await new Promise<void>((resolve) => ends.push(resolve));
      return items.map(() => undefined);
    });
    const all = [batch.add(1)];
    await turn();
    all.push(batch.add(2));
    await turn();
    all.push(batch.add(3));
    await turn();
    all.push(batch.add(4));
    await turn();
    expect(written).toEqual([[1], [2]]);
    ends[1]?.();
    while (written.length < 3) await turn();
    expect(written).toEqual([[1], [2], [3, 4]]);
    for (const end of ends) end();
    await Promise.all(all);
  });

  it('goes on after a command that failed', async () => {
    let isAway = true;
    const batch = new WriteBatch<number>(
      async (items) => {
        if (isAway) throw new Error('database away');
        return items.map(() => undefined);
      },
      { underWay: 1 },
    );
    await expect(batch.add(1)).rejects.toThrow('database away');
    isAway = false;
    await batch.add(2);
  });

  it('refuses, for a while, what would wait behind too many', async () => {
    const held = new Promise<undefined[]>(() => undefined);
    const batch = new WriteBatch<number>(() => held, { underWay: 1, waiting: 2 });
    void batch.add(1);
    await turn();
    void batch.add(2);
    void batch.add(3);
    await expect(batch.add(4)).rejects.toMatchObject({ code: 'BUSY', retryAfterMs: 1_000 });
  });
});
