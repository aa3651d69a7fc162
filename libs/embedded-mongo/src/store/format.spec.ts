import { rmSync } from 'node:fs';
import { encode } from '../bson/value';
import { openTestDatabase, temporaryDir } from '../testing/database';
import { Catalog } from './catalog';
import { prefixRange, Storage } from './storage';

const ridLength = 6;

/** Turns a directory of this format into one of format 1, where unique indexes had the record id in the key. */
async function downgrade(dir: string): Promise<void> {
  const storage = new Storage(dir);
  const catalog = new Catalog(storage);
  storage.transactionSync(() => {
    for (const collection of catalog.all()) {
      for (const { number } of collection.indexes.filter((index) => index.definition.unique)) {
        for (const { key, value } of storage.entries(prefixRange(collection.prefix(number)), 1_000_000)) {
          expect(value).toHaveLength(ridLength);
          storage.remove(key);
          storage.put(Buffer.concat([key, value]), Buffer.alloc(0));
        }
      }
    }
    storage.putMeta('format', encode({ version: 1 }));
  });
  await storage.close();
}

function setFormat(dir: string, version: number): Promise<void> {
  const storage = new Storage(dir);
  storage.transactionSync(() => storage.putMeta('format', encode({ version })));
  return storage.close();
}

describe('the format of the files', () => {
  let dir: string;
  beforeEach(() => {
    dir = temporaryDir();
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('of version 1 is brought up to date, with every index entry in its place', async () => {
    const first = await openTestDatabase({ dir });
    const rows = first.db.collection<{ _id: number; email: string; tags: string[] }>('rows');
    await rows.createIndex({ email: 1 }, { unique: true });
    await rows.createIndex({ tags: 1 });
    await rows.insertMany(
      Array.from({ length: 2500 }, (_, n) => ({ _id: n, email: `p${n}@x.y`, tags: ['a', `t${n}`] })),
    );
    await first.client.close();
    await first.mongo.stop();
    await downgrade(dir);

    const second = await openTestDatabase({ dir });
    const again = second.db.collection<{ _id: number; email: string }>('rows');
    expect(await second.db.command({ validate: 'rows' })).toMatchObject({ valid: true, errors: [], nrecords: 2500 });
    expect(await again.findOne({ email: 'p1234@x.y' })).toMatchObject({ _id: 1234 });
    await expect(again.insertOne({ _id: 9999, email: 'p0@x.y' })).rejects.toMatchObject({ code: 11000 });
    await second.close();
  });

  it('of a later version is refused', async () => {
    const first = await openTestDatabase({ dir });
    await first.client.close();
    await first.mongo.stop();
    await setFormat(dir, 3);
    await expect(openTestDatabase({ dir })).rejects.toThrow('the data is of format 3, this server reads format 2');
  });
});
