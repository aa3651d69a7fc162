import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endAll, evaluate, SCRIPTS, startNode } from '../testing/node-process';

const find = (env: Record<string, string>) =>
  evaluate(
    'findTool, TOOLS from tool',
    `return findTool(TOOLS.find((tool) => tool.variable === 'CHROMIUM_PATH'), ${JSON.stringify(env)})`,
  );

function buildProgram(name: string): { folder: string; file: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-tool-'));
  const file = path.join(folder, name);
  writeFileSync(file, '#!/bin/sh\n', { mode: 0o755 });
  return { folder, file };
}

describe('test tools', () => {
  afterEach(endAll);

  it('are found on the PATH under any of their names', async () => {
    const { folder, file } = buildProgram('google-chrome');
    expect(await find({ PATH: `/nowhere:${folder}` })).toBe(file);
    expect(await find({ PATH: '/nowhere' })).toBeNull();
  });

  it('are taken from their variable first, and never from elsewhere when that is wrong', async () => {
    const { folder } = buildProgram('chromium');
    const { file } = buildProgram('my-browser');
    expect(await find({ PATH: folder, CHROMIUM_PATH: file })).toBe(file);
    expect(await find({ PATH: folder, CHROMIUM_PATH: '/absent' })).toBeNull();
  });

  it('may not be missing on CI', async () => {
    const { code, output } = await startNode([path.join(SCRIPTS, 'test.mjs')], {
      CI: 'true',
      CHROMIUM_PATH: '/absent',
    }).ended;
    expect(code).toBe(1);
    expect(output).toContain('The browser tests may not be skipped on CI');
  });
});
