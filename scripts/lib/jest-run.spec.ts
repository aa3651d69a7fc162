import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SCRIPTS, startNode } from '../testing/node-process';

/** A project of its own with the given spec files; answers what `runJest` counts in it. */
async function countTests(files: Record<string, string>, args: string[] = []): Promise<unknown> {
  return /^COUNTS (.*)$/m.exec(await runTests(files, args))?.[1];
}

async function runTests(files: Record<string, string>, args: string[] = []): Promise<string> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'parley-jest-'));
  writeFileSync(path.join(root, 'jest.config.js'), 'module.exports = { transform: {} };');
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(root, name), text);
  const code = `
    import { addCounts, closingLine, runJest } from '${path.join(SCRIPTS, 'lib/jest-run.mjs')}';
    const counts = await runJest(${JSON.stringify(args)}, process.env, '${root}');
    console.log('COUNTS ' + closingLine(addCounts([counts])));
  `;
  return (await startNode(['--input-type=module', '--eval', code]).ended).output;
}

describe('runJest', () => {
  it('counts what passed, failed and was skipped', async () => {
    const counts = await countTests({
      'a.spec.js': "it('a', () => {}); it('b', () => {}); it.skip('c', () => {}); it.todo('d');",
      'b.spec.js': "it('e', () => { throw new Error('no'); });",
    });
    expect(counts).toBe('2 passed, 1 failed, 2 skipped');
  });

  it('names a test that passed only at the second try', async () => {
    const flaky =
      "jest.retryTimes(1); let tries = 0; it('b', () => { tries += 1; if (tries === 1) throw new Error('no'); });";
    const output = await runTests({ 'a.spec.js': `describe('a', () => { ${flaky} it('c', () => {}); });` });
    expect(output.match(/^passed only when tried again: .*$/gm)).toEqual(['passed only when tried again: a b']);
  });

  it('counts a spec file that cannot be loaded as a failure', async () => {
    const counts = await countTests({ 'a.spec.js': "require('./absent');", 'b.spec.js': "it('a', () => {});" });
    expect(counts).toBe('1 passed, 1 failed, 0 skipped');
  });

  it('counts a run that fails without a failed test as a failure', async () => {
    expect(await countTests({ 'a.spec.js': "it('a', () => {});" }, ['--config=absent.json'])).toBe(
      '0 passed, 1 failed, 0 skipped',
    );
  });

  it('is content when nothing matches', async () => {
    expect(await countTests({ 'a.spec.js': "it('a', () => {});" }, ['elsewhere'])).toBe(
      '0 passed, 0 failed, 0 skipped',
    );
  });
});
