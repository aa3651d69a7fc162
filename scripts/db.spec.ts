import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { endAll, startNode } from './testing/node-process';

/** The first run may have to build. */
jest.setTimeout(120_000);

describe('npm run db', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'parley-db-'));
  });
  afterEach(() => {
    endAll();
    rmSync(dir, { recursive: true, force: true });
  });

  it('prints the address of a database that any driver can use, until it is stopped', async () => {
    const database = startNode(['db.mjs', '--dir', dir, '--port', '0', '--test-commands']);
    await database.seen('?directConnection=true');
    const uri = /mongodb:\S+/.exec(database.output())?.[0] ?? '';
    const client = await MongoClient.connect(uri);
    const command = {
      configureFailPoint: 'failCommand',
      mode: { times: 1 },
      data: { failCommands: ['ping'], errorCode: 8 },
    };
    await client.db('admin').command(command);
    await expect(client.db('admin').command({ ping: 1 })).rejects.toMatchObject({ code: 8 });
    await client.db('a').collection('b').insertOne({ n: 1 });
    await client.close();
    database.child.kill('SIGTERM');
    expect(await database.ended).toMatchObject({ code: 0 });
  });

  it('says how it is used when it is used wrongly', async () => {
    const { code, output } = await startNode(['db.mjs', '--port', '0']).ended;
    expect(code).toBe(64);
    expect(output).toContain('usage: --dir <folder>');
  });
});
