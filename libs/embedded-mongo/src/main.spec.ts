import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MongoClient } from 'mongodb';
import { compiledMain } from './compile';
import { startEmbeddedMongo } from './index';
import { temporaryDir } from './testing/database';

interface Run {
  child: ChildProcess;
  /** What was printed before the process ended or its URI came. */
  started: Promise<string>;
  ended: Promise<{ code: number | null; errors: string }>;
}

function run(args: string[]): Run {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, errors }));
  const line = child.stdout && once(child.stdout.setEncoding('utf8'), 'data').then(([text]) => text as string);
  return { child, ended, started: Promise.race([line as Promise<string>, ended.then(() => '')]) };
}

const runServer = async (...args: string[]) => run([await compiledMain(), ...args]);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const startTimeOf = (pid: number) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
};

describe('the server process', () => {
  let dir: string;

  beforeEach(() => {
    dir = temporaryDir();
  });

  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('ends with 64 and its usage when it is called wrongly', async () => {
    const runs = [[], ['--dir', dir, '--port', 'x'], ['--dir', dir, '--colour']];
    for (const args of runs) {
      const { ended } = await runServer(...args);
      expect((await ended).code).toBe(64);
    }
  });

  it('ends with 1 and says why when the data are not its own', async () => {
    writeFileSync(join(dir, 'data.mdb'), 'x'.repeat(9000));
    const { code, errors } = await (await runServer('--dir', dir)).ended;
    expect([code, errors]).toEqual([1, expect.stringContaining('is not a database of this server')]);
  });

  it('lets one of two that start at once have the directory; the other ends with 75', async () => {
    const both = [await runServer('--dir', dir), await runServer('--dir', dir)];
    const uris = await Promise.all(both.map(({ started }) => started));
    expect(uris.filter((uri) => uri.startsWith('mongodb://'))).toHaveLength(1);
    const [winner, loser] = uris[0] === '' ? [both[1], both[0]] : [both[0], both[1]];
    expect(await loser?.ended).toEqual({
      code: 75,
      errors: `embedded-mongo: the directory ${dir} is in use by the server with process id ${winner?.child.pid}\n`,
    });
    winner?.child.kill('SIGTERM');
    expect((await winner?.ended)?.code).toBe(0);
  });

  const alive = process.pid;
  const takenOver: [string, string][] = [
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'long ago' })],
    ['nobody, cut off in the middle', '{"pid":'],
  ];
  it.each(takenOver)('takes over the lock of %s', async (_, lock) => {
    writeFileSync(join(dir, 'server.lock'), lock);
    const mongo = await startEmbeddedMongo({ dir });
    expect(JSON.parse(readFileSync(join(dir, 'server.lock'), 'utf8'))).toMatchObject({ pid: mongo.pid });
    await mongo.stop();
  });

  // Elsewhere a process does not show when it was started.
  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('takes over the lock of a process whose number another one has now', async () => {
    writeFileSync(join(dir, 'server.lock'), JSON.stringify({ pid: alive, startedAt: 'some-boot 1' }));
    const mongo = await startEmbeddedMongo({ dir });
    await mongo.stop();
  });

  onLinux('leaves the lock of a living process alone', async () => {
    const lock = JSON.stringify({ pid: alive, startedAt: startTimeOf(alive) });
    writeFileSync(join(dir, 'server.lock'), lock);
    await expect(startEmbeddedMongo({ dir })).rejects.toThrow(`in use by the server with process id ${alive}`);
    expect(readFileSync(join(dir, 'server.lock'), 'utf8')).toBe(lock);
  });

  it('keeps its folders to its user', async () => {
    const data = join(dir, 'new', 'data');
    const socket = join(dir, 'run', 'db.sock');
    const mongo = await startEmbeddedMongo({ dir: data, socket });
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);
    await mongo.stop();
  });

  it('finishes the writes at work when it is told to stop', async () => {
    const mongo = await startEmbeddedMongo({ dir });
    const client = await MongoClient.connect(mongo.uri);
    const rows = client.db('test').collection<{ _id: number }>('rows');
    await rows.insertOne({ _id: -1 });
    const outcomes = Array.from({ length: 200 }, (_, _id) =>
      rows.insertOne({ _id }).then(
        () => _id,
        () => undefined,
      ),
    );
    await outcomes[0];
    await mongo.stop();
    await client.close(true);
    const acknowledged = (await Promise.all(outcomes)).filter((id) => id !== undefined);
    const again = await startEmbeddedMongo({ dir });
    const reader = await MongoClient.connect(again.uri);
    const stored = await reader.db('test').collection('rows').distinct('_id');
    expect(stored).toEqual(expect.arrayContaining(acknowledged));
    await reader.close();
    await again.stop();
  });

  it('is not stopped by a SIGINT to the group, but by its parent', async () => {
    const mongo = await startEmbeddedMongo({ dir });
    process.kill(mongo.pid, 'SIGINT');
    const client = await MongoClient.connect(mongo.uri);
    expect(await client.db('test').command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
    await mongo.stop();
    expect(isAlive(mongo.pid)).toBe(false);
  });

  it('ends by itself when its parent is killed, and the directory can be opened again', async () => {
    const index = join(dirname(await compiledMain()), 'index.js');
    const code = `require(${JSON.stringify(index)}).startEmbeddedMongo({ dir: ${JSON.stringify(dir)} }).then((mongo) => console.log(mongo.pid)); setInterval(() => {}, 1e6);`;
    const parent = run(['-e', code]);
    const pid = Number(await parent.started);
    parent.child.kill('SIGKILL');
    while (isAlive(pid)) await new Promise(setImmediate);
    const mongo = await startEmbeddedMongo({ dir });
    await mongo.stop();
  });
});
