import path from 'node:path';
import { SCRIPTS, startNode } from '../testing/node-process';

async function run(...args: string[]): Promise<{ output: string; code: number | null }> {
  const code = `
    import { readOptions } from '${path.join(SCRIPTS, 'lib/options.mjs')}';
    import { runMain } from '${path.join(SCRIPTS, 'lib/problem.mjs')}';
    await runMain(async () => console.log(JSON.stringify(readOptions({ seed: { type: 'string' }, random: { type: 'boolean' } }))));
  `;
  const { output, code: exitCode } = await startNode(['--input-type=module', '--eval', code, '--', ...args]).ended;
  return { output: output.trim(), code: exitCode };
}

describe('readOptions', () => {
  it('answers what was given', async () => {
    expect(await run('--seed=7', '--random')).toEqual({ output: '{"seed":"7","random":true}', code: 0 });
  });

  it('names the options when asked for help', async () => {
    expect(await run('--help')).toEqual({ output: 'Options: --seed= --random --help', code: 0 });
  });

  it('says what it does not know, without a stack, and names what it does', async () => {
    const { output, code } = await run('--sede=7');
    expect(output.split('\n')).toEqual(["Unknown option '--sede'.", 'Options: --seed= --random --help']);
    expect(code).toBe(1);
  });
});
