import { MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '../index';
import { Storage } from '../store/storage';
import { openTestDatabase, type TestDatabase } from '../testing/database';

interface Row {
  _id: number;
  name: string;
  tags: string[];
}

const rows: Row[] = [
  { _id: 1, name: 'a', tags: ['x', 'y'] },
  { _id: 2, name: 'b', tags: [] },
  { _id: 3, name: 'c', tags: ['x'] },
];

describe('validate', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
    await database.db.collection<Row>('rows').createIndex({ name: 1 }, { unique: true });
    await database.db.collection<Row>('rows').createIndex({ tags: 1 });
    await database.db.collection<Row>('rows').insertMany(rows);
  });

  afterEach(() => database.close());

  /** Changes stored keys behind the server's back, as a defect would, and validates with a new server. */
  async function validateAfter(damage: (storage: Storage, keys: Buffer[]) => void) {
    const { mongo, client, dir } = database;
    await client.close();
    await mongo.stop();
    const storage = new Storage(dir);
    const keys = storage.keys({ start: Buffer.from([0]), end: Buffer.from([255]) }, 1000);
    storage.transactionSync(() => damage(storage, keys));
    await storage.close();
    database.mongo = await startEmbeddedMongo({ dir });
    database.client = await MongoClient.connect(database.mongo.uri);
    return database.client.db('test').command({ validate: 'rows' });
  }

  const keysOf = (keys: Buffer[], index: number) => keys.filter((key) => key.readUInt16BE(4) === index);

  it('counts records and the keys of each index', async () => {
    expect(await database.db.command({ validate: 'rows', full: true })).toMatchObject({
      ns: 'test.rows',
      nrecords: 3,
      nIndexes: 3,
      keysPerIndex: { _id_: 3, name_1: 3, tags_1: 4 },
      indexDetails: { _id_: { valid: true }, name_1: { valid: true }, tags_1: { valid: true } },
      valid: true,
      errors: [],
      ok: 1,
    });
  });

  it('refuses a collection that does not exist, and repairs nothing', async () => {
    await expect(database.db.command({ validate: 'none' })).rejects.toMatchObject({
      code: 26,
      message: "Collection 'test.none' does not exist to validate.",
    });
    await expect(database.db.command({ validate: 'rows', repair: true })).rejects.toMatchObject({ code: 238 });
  });

  it('finds a missing index entry', async () => {
    const result = await validateAfter((storage, keys) => storage.remove(keysOf(keys, 2)[1] as Buffer));
    expect(result).toMatchObject({ valid: false, errors: ['index name_1 lacks 1 entries'] });
    expect(result.indexDetails).toMatchObject({ _id_: { valid: true }, name_1: { valid: false } });
  });

  it('finds an index entry without a record', async () => {
    const result = await validateAfter((storage, keys) => {
      const key = Buffer.from(keysOf(keys, 3)[0] as Buffer);
      key.writeUIntBE(77, key.length - 6, 6);
      storage.put(key, Buffer.alloc(0));
    });
    expect(result).toMatchObject({ valid: false, errors: ['index tags_1 has 1 entries without a record'] });
  });

  it('finds an entry of a unique index that leads to another record', async () => {
    const result = await validateAfter((storage, keys) => {
      const [first, second] = keysOf(keys, 2) as [Buffer, Buffer];
      storage.put(first, storage.get(second) as Buffer);
    });
    expect(result).toMatchObject({
      valid: false,
      errors: ['index name_1 lacks 1 entries', 'index name_1 has 1 entries without a record'],
    });
  });

  it('finds a record that is gone, and one that is no document', async () => {
    const result = await validateAfter((storage, keys) => {
      storage.remove(keysOf(keys, 0)[0] as Buffer);
      storage.put(keysOf(keys, 0)[1] as Buffer, Buffer.from('no document'));
    });
    expect(result.valid).toBe(false);
    expect(result.errors).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^record 2 cannot be read: /),
        '2 records are stored, the counter says 3',
        expect.stringMatching(/^\d+ bytes are stored, the counter says \d+$/),
        'index _id_ has 2 entries without a record',
      ]),
    );
  });
});
