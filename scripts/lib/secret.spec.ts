import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { evaluate } from '../testing/node-process';

const freshDir = () => mkdtempSync(path.join(os.tmpdir(), 'parley-secret-'));
const load = (dir: string) =>
  evaluate<{ jwtSecret: string; problem?: string }>('loadSecrets from secret', `return loadSecrets('${dir}')`);

describe('secrets', () => {
  it('are random, long enough, and the same at the next start', async () => {
    const dir = freshDir();
    const first = await load(dir);
    expect(first.jwtSecret).toMatch(/^[0-9a-f]{96}$/);
    expect(await load(dir)).toEqual(first);
    expect((await load(freshDir())).jwtSecret).not.toBe(first.jwtSecret);
  });

  it('are readable by their owner alone, even after a careless copy', async () => {
    const dir = freshDir();
    const file = path.join(dir, 'secrets.json');
    await load(dir);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);
    await load(dir);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '{}', '{"jwtSecret":1}'])('are never replaced when the file is damaged: %j', async (text) => {
    const dir = freshDir();
    writeFileSync(path.join(dir, 'secrets.json'), text);
    expect((await load(dir)).problem).toContain('is damaged');
    expect(readFileSync(path.join(dir, 'secrets.json'), 'utf8')).toBe(text);
  });
});
