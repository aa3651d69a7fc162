import { mkdirSync, mkdtempSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { evaluate } from '../testing/node-process';

const fingerprint = (root: string) =>
  evaluate<string>('fingerprint from fingerprint', `return fingerprint(['src', 'lock.json', 'absent'], '${root}')`);

function buildTree(): { root: string; write(file: string, text: string): void } {
  const root = mkdtempSync(path.join(os.tmpdir(), 'parley-fingerprint-'));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  write('src/deep/main.ts', 'one');
  write('lock.json', '{}');
  return { root, write };
}

describe('fingerprint', () => {
  it('stays when only times, tests or outputs change', async () => {
    const { root, write } = buildTree();
    const before = await fingerprint(root);
    utimesSync(path.join(root, 'src/deep/main.ts'), 1, 1);
    write('src/deep/main.spec.ts', 'a test');
    write('src/.next/BUILD_ID', '1');
    expect(await fingerprint(root)).toBe(before);
  });

  it('changes with a content, a name or the lock file', async () => {
    const { root, write } = buildTree();
    const seen = new Set([await fingerprint(root)]);
    write('src/deep/main.ts', 'two');
    seen.add(await fingerprint(root));
    renameSync(path.join(root, 'src/deep/main.ts'), path.join(root, 'src/deep/other.ts'));
    seen.add(await fingerprint(root));
    write('lock.json', '{"a":1}');
    seen.add(await fingerprint(root));
    expect(seen.size).toBe(4);
  });
});
