import { mkdtempSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endAll, evaluate, SCRIPTS, startNode } from '../testing/node-process';

const freshDir = () => path.join(mkdtempSync(path.join(os.tmpdir(), 'parley-data-')), 'data');

const holdClaim = (dir: string) =>
  startNode([
    '--input-type=module',
    '--eval',
    `import { claimDataDir, makeDataDir } from '${path.join(SCRIPTS, 'lib/data-dir.mjs')}';
     await claimDataDir(makeDataDir('${dir}'), 'http://localhost:3000');
     console.log('claimed');
     setInterval(() => {}, 1000);`,
  ]);

const tryClaim = (dir: string) =>
  evaluate(
    'claimDataDir, makeDataDir from data-dir',
    `await claimDataDir(makeDataDir('${dir}'), 'x'); return 'claimed'`,
  );

describe('data folder', () => {
  afterEach(endAll);

  it('is readable by its owner alone', async () => {
    const dir = freshDir();
    await evaluate('makeDataDir from data-dir', `return makeDataDir('${dir}')`);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
  });

  it('has one holder at a time, and tells a second one where the first is', async () => {
    const dir = freshDir();
    const holder = holdClaim(dir);
    await holder.seen('claimed');
    expect(await tryClaim(dir)).toEqual({
      problem: expect.stringContaining(`(process ${holder.child.pid}, http://localhost:3000)`),
    });
  });

  it('can be claimed again after its holder was killed', async () => {
    const dir = freshDir();
    const holder = holdClaim(dir);
    await holder.seen('claimed');
    holder.child.kill('SIGKILL');
    await holder.ended;
    expect(await tryClaim(dir)).toBe('claimed');
  });

  it('works for a path that is too long for a socket', async () => {
    const dir = path.join(freshDir(), 'long'.repeat(40));
    const holder = holdClaim(dir);
    await holder.seen('claimed');
    expect(await tryClaim(dir)).toEqual({ problem: expect.stringContaining('already runs on the data folder') });
  });
});
