import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { endAll, startNode } from './testing/node-process';

describe('npm start', () => {
  afterEach(endAll);

  it.each(['start.mjs', 'dev.mjs'])('%s refuses a used port before it builds or writes anything', async (script) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const dataDir = path.join(mkdtempSync(path.join(os.tmpdir(), 'parley-start-')), 'data');
    const { code, output } = await startNode([script], { PORT: String(port), DATA_DIR: dataDir }).ended;
    server.close();
    expect(code).toBe(1);
    expect(output.trim()).toBe(
      `Port ${port} is in use by another program. Choose another one: PORT=${port + 1} npm start`,
    );
    expect(existsSync(dataDir)).toBe(false);
  });

  it('refuses a port that is none', async () => {
    const { code, output } = await startNode(['start.mjs'], { PORT: 'three' }).ended;
    expect(code).toBe(1);
    expect(output).toContain('PORT must be a number from 1 to 65535; it is "three".');
  });
});
