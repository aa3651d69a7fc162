import { KeyedQueue } from './keyed-queue';

function deferred() {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe(KeyedQueue.name, () => {
  it('runs jobs of one key one after the other, of two keys side by side', async () => {
    const queue = new KeyedQueue();
    const gate = deferred();
    const order: string[] = [];
    const first = queue.run('a', async () => {
      await gate.promise;
      order.push('a1');
    });
    const second = queue.run('a', async () => void order.push('a2'));
    await queue.run('b', async () => void order.push('b1'));
    gate.resolve();
    await Promise.all([first, second]);
    expect(order).toEqual(['b1', 'a1', 'a2']);
  });

  it('goes on after a job that failed', async () => {
    const queue = new KeyedQueue();
    const failing = queue.run('a', () => Promise.reject(new Error('no')));
    const next = queue.run('a', async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('refuses with BUSY when too many wait, and takes more once they are done', async () => {
    const queue = new KeyedQueue(1);
    const gate = deferred();
    const first = queue.run('a', () => gate.promise);
    await expect(queue.run('a', async () => undefined)).rejects.toMatchObject({ code: 'BUSY' });
    gate.resolve();
    await first;
    await expect(queue.run('a', async () => 'again')).resolves.toBe('again');
  });
});
