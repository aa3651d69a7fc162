import { rmSync } from 'node:fs';
import { temporaryDir } from '../testing/database';
import { letOthers, type Steps } from './steps';
import { Storage } from './storage';
import { WriteQueue } from './write-queue';

describe('the write queue', () => {
  const dir = temporaryDir();
  let storage: Storage;
  let queue: WriteQueue;
  let done: string[];

  beforeAll(() => {
    storage = new Storage(dir);
  });

  beforeEach(() => {
    const nothing = () => undefined;
    queue = new WriteQueue(storage, { beforeCommit: nothing, afterCommit: nothing, afterAbort: nothing });
    done = [];
  });

  afterAll(async () => {
    await storage.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** Each part takes longer than a transaction may, so that it ends one. */
  function* parts(name: string, count: number, pause?: typeof letOthers): Steps<void> {
    for (let part = 1; part <= count; part++) {
      for (const end = performance.now() + 10; performance.now() < end; );
      storage.put(Buffer.from(`${name}${part}`), Buffer.from(name));
      done.push(`${name}${part}`);
      yield pause;
    }
  }

  const bulk = (name: string, count: number) => queue.submitBulk(() => parts(name, count, letOthers));

  it('gives the bulks that wait their turn between the parts of a long one', async () => {
    await Promise.all([bulk('a', 3), bulk('b', 1), bulk('c', 2)]);
    expect(done).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
  });

  it('lets nothing in where a bulk does not say that it may', async () => {
    await Promise.all([queue.submitBulk(() => parts('a', 3)), bulk('b', 1)]);
    expect(done).toEqual(['a1', 'a2', 'a3', 'b1']);
  });

  it('first lets one go on that came to only a part of its time', async () => {
    const short = queue.submitBulk(function* () {
      done.push('short');
      yield letOthers;
    });
    await Promise.all([short, bulk('a', 2), bulk('b', 1)]);
    expect(done).toEqual(['short', 'a1', 'a2', 'b1']);
  });

  it('lets no bulk past a job that is none, and nothing between the parts of that', async () => {
    await Promise.all([bulk('a', 2), bulk('b', 1), queue.submit(() => parts('index', 2, letOthers)), bulk('c', 1)]);
    expect(done).toEqual(['a1', 'b1', 'a2', 'index1', 'index2', 'c1']);
  });

  it('goes on with a long one after a failure in a transaction that it had no part in', async () => {
    const fault = new Error('not a refusal');
    const long = bulk('a', 3);
    const failing = queue.submitBulk<void>(() => {
      throw fault;
    });
    await expect(failing).rejects.toThrow('not a refusal');
    await long;
    expect(done).toEqual(['a1', 'a2', 'a3']);
    expect(storage.get(Buffer.from('a3'))?.toString()).toBe('a');
  });
});
