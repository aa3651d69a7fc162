import { execFile } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '../index';
import { openTestDatabase, temporaryDir } from '../testing/database';

const run = promisify(execFile);
const limitTo = (pid: number, bytes: string) => run('prlimit', ['--pid', String(pid), `--fsize=${bytes}`]);

/** Linux lets a running process's file size be limited, which looks like a full disk to it. */
const onLinux = process.platform === 'linux' ? it : it.skip;

describe('a full disk', () => {
  onLinux('refuses writes, goes on reading, and recovers when there is space', async () => {
    const dir = temporaryDir();
    const mongo = await startEmbeddedMongo({ dir });
    const client = await MongoClient.connect(mongo.uri);
    const rows = client.db('full').collection<{ _id: number; text: string }>('rows');
    await rows.createIndex({ text: 1 });
    let stored = 0;
    const fill = async () => {
      for (; ; stored += 100) {
        const documents = Array.from({ length: 100 }, (_, at) => ({ _id: stored + at, text: 'x'.repeat(900) }));
        await rows.insertMany(documents);
      }
    };
    await limitTo(mongo.pid, `${4_000_000}:unlimited`);
    await expect(fill()).rejects.toMatchObject({ code: 14031 });
    expect(stored).toBeGreaterThan(0);
    // The first documents of the refused bulk may have been committed before the disk was full.
    const kept = await rows.countDocuments();
    expect(kept).toBeGreaterThanOrEqual(stored);
    expect(await rows.find({}, { hint: { $natural: 1 } }).toArray()).toHaveLength(kept);
    expect(await rows.find({ text: { $gte: 'x' } }, { hint: { text: 1 } }).toArray()).toHaveLength(kept);
    await limitTo(mongo.pid, 'unlimited:unlimited');
    await rows.insertOne({ _id: -1, text: 'after' });
    expect(await rows.estimatedDocumentCount()).toBe(kept + 1);
    await client.close();
    await mongo.stop();
    rmSync(dir, { recursive: true });
  });

  onLinux('keeps nothing of an index that could not be finished', async () => {
    const { mongo, db, dir, close } = await openTestDatabase();
    const rows = db.collection<{ _id: number; text: string }>('rows');
    const documents = Array.from({ length: 4000 }, (_, _id) => ({ _id, text: `${_id} ${'x'.repeat(900)}` }));
    await rows.insertMany(documents);
    const { size } = statSync(join(dir, 'data.mdb'));
    await limitTo(mongo.pid, `${size + 2_000_000}:unlimited`);
    await expect(rows.createIndex({ text: 1 })).rejects.toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace' });
    expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_']);
    expect(await rows.find({ text: documents[3]?.text }).toArray()).toEqual([documents[3]]);
    await limitTo(mongo.pid, 'unlimited:unlimited');
    await rows.createIndex({ text: 1 });
    expect(await db.command({ validate: 'rows' })).toMatchObject({
      valid: true,
      keysPerIndex: { _id_: 4000, text_1: 4000 },
    });
    await close();
  });
});
