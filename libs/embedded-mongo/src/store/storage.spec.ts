import { rmSync } from 'node:fs';
import { temporaryDir } from '../testing/database';
import { after, Storage } from './storage';

describe(Storage.name, () => {
  let dir: string;
  let storage: Storage;

  beforeAll(() => {
    dir = temporaryDir();
    storage = new Storage(dir);
  });

  afterAll(async () => {
    await storage.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('answers values that stay as they were read, whatever is read or written after them', () => {
    const sizes = [0, 1, 200, 4_000, 5_000, 70_000, 3_000_000, 100];
    const keyOf = (size: number) => Buffer.from(`size ${size}`);
    const contentOf = (size: number) => Buffer.alloc(size, size % 251);
    storage.transactionSync(() => {
      for (const size of sizes) storage.put(keyOf(size), contentOf(size));
      const within = sizes.map((size) => storage.get(keyOf(size)) as Buffer);
      storage.put(keyOf(200), Buffer.from('another'));
      expect(within.map((value, at) => value.equals(contentOf(sizes[at] as number)))).toEqual(sizes.map(() => true));
      storage.put(keyOf(200), contentOf(200));
    });
    const read = sizes.map((size) => storage.get(keyOf(size)) as Buffer);
    expect(read.map((value) => value.length)).toEqual(sizes);
    expect(read.map((value, at) => value.equals(contentOf(sizes[at] as number)))).toEqual(sizes.map(() => true));
    expect(storage.get(Buffer.from('missing'))).toBeUndefined();
  });
});

describe(after.name, () => {
  it.each([
    ['00', '01'],
    ['61ff', '62'],
    ['6100', '6101'],
    ['ffff', 'ffffff'],
  ])('the first key after all that begin with %s is %s, and the prefix stays as it is', (prefix, next) => {
    const bytes = Buffer.from(prefix, 'hex');
    expect(after(bytes).toString('hex')).toBe(next);
    expect(bytes.toString('hex')).toBe(prefix);
  });
});
