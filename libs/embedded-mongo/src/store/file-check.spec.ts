import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open } from 'lmdb';
import { startEmbeddedMongo } from '../index';
import { openTestDatabase, temporaryDir } from '../testing/database';
import { checkDataFile } from './file-check';
import { Storage } from './storage';

const pageSize = 4096;
const trees = ['data', 'catalog'];

describe('the check of the data file', () => {
  let dir: string;
  let sound: Buffer;

  /** Puts bytes where a server will look for its data. */
  function given(bytes: Buffer | string): string {
    const damaged = temporaryDir();
    writeFileSync(join(damaged, 'data.mdb'), bytes);
    return damaged;
  }

  const check = (bytes: Buffer) => {
    const damaged = given(bytes);
    try {
      checkDataFile(join(damaged, 'data.mdb'), trees);
    } finally {
      rmSync(damaged, { recursive: true });
    }
  };

  const hashOf = (folder: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, 'data.mdb')))
      .digest('hex');

  async function expectRefusal(folder: string, words: RegExp): Promise<void> {
    const before = hashOf(folder);
    await expect(startEmbeddedMongo({ dir: folder })).rejects.toThrow(words);
    expect(hashOf(folder)).toBe(before);
    rmSync(folder, { recursive: true });
  }

  beforeAll(async () => {
    const database = await openTestDatabase();
    dir = database.dir;
    const rows = database.db.collection<{ _id: number; text: string }>('rows');
    await rows.insertMany(Array.from({ length: 2000 }, (_, _id) => ({ _id, text: 'x'.repeat(200) })));
    await rows.insertOne({ _id: -1, text: 'y'.repeat(100_000) });
    await database.client.close();
    await database.mongo.stop();
    sound = readFileSync(join(dir, 'data.mdb'));
  });

  afterAll(() => rmSync(dir, { recursive: true }));

  it('takes a sound file, and an empty one, which a killed first start leaves', () => {
    expect(() => check(sound)).not.toThrow();
    expect(() => check(Buffer.alloc(0))).not.toThrow();
  });

  it('refuses a file that was cut short anywhere, if only by one page', () => {
    for (let cut = 1; cut < sound.length; cut += 7 * pageSize + 13) {
      expect(() => check(sound.subarray(0, sound.length - cut))).toThrow(/cut short|not a database of this server/);
    }
    expect(() => check(sound.subarray(0, 10))).toThrow(/not a database of this server/);
  });

  it('takes a file that lacks only pages that nothing uses', () => {
    const claimsMore = Buffer.from(sound);
    for (const meta of [0, pageSize])
      claimsMore.writeBigUInt64LE(claimsMore.readBigUInt64LE(meta + 144) + 50n, meta + 144);
    expect(() => check(claimsMore)).not.toThrow();
  });

  it('never crashes on changed bytes, and notices a branch page that was blanked', () => {
    const isBranch = (page: number) => sound.readUInt16LE(page * pageSize + 18) === 1;
    const branches = Array.from({ length: sound.length / pageSize }, (_, page) => page).filter(isBranch);
    const outcomes = branches.map((page) => {
      const blanked = Buffer.from(sound).fill(0, page * pageSize, (page + 1) * pageSize);
      try {
        check(blanked);
        return 'not in use';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(outcomes).toEqual(
      expect.arrayContaining([expect.stringMatching(/is damaged at page \d+; it was left untouched/)]),
    );
    for (let at = 0; at < 2 * pageSize; at += 11) {
      const garbage = Buffer.from(sound).fill(0xa7, at, at + 20);
      try {
        check(garbage);
      } catch (error) {
        expect((error as Error).message).toMatch(/left untouched/);
      }
    }
  });

  it('lets no server open or change a file that is foreign, cut, blanked or of a newer format', async () => {
    await expectRefusal(given('these are not the bytes of a database'.repeat(500)), /not a database of this server/);
    await expectRefusal(given(sound.subarray(0, 40_960)), /has been cut short/);
    const blanked = Buffer.from(sound).fill(0, 0, pageSize);
    await expectRefusal(given(blanked), /not a database of this server/);
    const newer = Buffer.from(sound);
    newer.writeUInt32LE(3, 28);
    await expectRefusal(given(newer), /of LMDB's format 3, this server reads 2/);
  });

  it("refuses another program's LMDB file", async () => {
    const foreign = temporaryDir();
    const root = open({ path: foreign, noSubdir: false });
    await root.openDB('accounts', {}).put('a', 1);
    await root.close();
    await expectRefusal(foreign, /was written by another program/);
  });

  it('refuses data of a newer server', async () => {
    const newer = temporaryDir();
    copyFileSync(join(dir, 'data.mdb'), join(newer, 'data.mdb'));
    const storage = new Storage(newer);
    const format = Buffer.from(storage.getMeta('format') as Buffer);
    format.writeInt32LE(99, format.length - 5);
    await storage.transaction(() => storage.putMeta('format', format));
    await storage.close();
    await expectRefusal(newer, /the data is of format 99, this server reads/);
  });

  it('refuses a folder where its file should be', async () => {
    const odd = temporaryDir();
    mkdirSync(join(odd, 'data.mdb'));
    await expect(startEmbeddedMongo({ dir: odd })).rejects.toThrow(/data\.mdb is not a file/);
    rmSync(odd, { recursive: true });
  });
});
