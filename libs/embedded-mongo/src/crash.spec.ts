import { rmSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { startEmbeddedMongo } from './index';
import { temporaryDir } from './testing/database';

const rounds = 5;

describe('kill -9 under mixed writers', () => {
  it('keeps every acknowledged write, its index entries and the counts', async () => {
    const dir = temporaryDir();
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      const mongo = await startEmbeddedMongo({ dir });
      const client = await MongoClient.connect(mongo.uri);
      const rows = client.db('crash').collection<{ _id: string; writer: number; n: number; tags: string[] }>('rows');
      await rows.createIndex({ writer: 1, n: 1 });
      await rows.createIndex({ tags: 1 });
      let written = 0;
      const enough = 150 + round * 40;
      const writer = async (number: number) => {
        for (let n = 0; ; n += 1) {
          const _id = `${round}-${number}-${n}`;
          await rows.insertOne({ _id, writer: number, n, tags: ['new', `w${number}`] });
          acknowledged.set(_id, 0);
          await rows.updateOne({ _id }, { $inc: { n: 1000 }, $pull: { tags: 'new' } });
          acknowledged.set(_id, 1000);
          if (n % 5 === 4) {
            const gone = `${round}-${number}-${n - 4}`;
            acknowledged.delete(gone);
            await rows.deleteOne({ _id: gone });
          }
          written += 1;
          if (written === enough) mongo.kill();
        }
      };
      const ends = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6, 7].map(writer));
      expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
      await client.close(true);
    }

    const mongo = await startEmbeddedMongo({ dir });
    const client = await MongoClient.connect(mongo.uri);
    const rows = client.db('crash').collection<{ _id: string; n: number; tags: string[] }>('rows');
    const stored = await rows.find({}, { hint: { $natural: 1 } }).toArray();
    const byId = new Map(stored.map((row) => [row._id, row]));
    const lost = [...acknowledged].filter(([id, atLeast]) => (byId.get(id)?.n ?? -1) < atLeast);
    expect(lost).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(rounds * 100);
    expect(await rows.estimatedDocumentCount()).toBe(stored.length);
    const byIndex = await rows.find({}, { hint: { writer: 1, n: 1 } }).toArray();
    expect(byIndex).toHaveLength(stored.length);
    expect(await rows.find({ tags: 'new' }).toArray()).toHaveLength(
      stored.filter(({ tags }) => tags.includes('new')).length,
    );
    await client.close();
    await mongo.stop();
    rmSync(dir, { recursive: true, force: true });
    // The driver may wait 30 s for a server that was killed at a bad moment.
  }, 120_000);
});
