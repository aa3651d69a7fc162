import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DemoAccountDto, Envelope } from '@app/contracts';
import { endAll, freePort, type RunningNode, startNode } from '../../../scripts/testing/node-process';

const dataDir = path.join(mkdtempSync(path.join(os.tmpdir(), 'parley-start-')), 'data');
const TWO_STARTS_MS = 60_000;

/** `npm start` without npm, on the test's own data folder. */
async function startParley(): Promise<{ parley: RunningNode; url: string }> {
  const port = await freePort();
  const parley = startNode(['start.mjs'], { PORT: String(port), DATA_DIR: dataDir });
  await parley.seen('Parley runs at');
  return { parley, url: `http://127.0.0.1:${port}` };
}

async function demoAccounts(url: string): Promise<DemoAccountDto[]> {
  const answer = (await (await fetch(`${url}/api/auth/demo-accounts`)).json()) as Envelope<DemoAccountDto[]>;
  if (!answer.success) throw new Error(answer.error.message);
  return answer.data;
}

const isAnswering = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

describe('npm start', () => {
  afterEach(endAll);

  it(
    'serves pages and API at one URL, stops cleanly, and has the same data at the next start',
    async () => {
      const first = await startParley();
      expect(first.parley.output()).toContain(`Parley runs at ${first.url.replace('127.0.0.1', 'localhost')}`);
      const page = await fetch(`${first.url}/sign-in`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<html');
      const accounts = await demoAccounts(first.url);
      expect(new Set(accounts.map(({ part }) => part))).toEqual(new Set(['buyer', 'seller', 'agent', 'admin']));

      first.parley.child.kill('SIGINT');
      expect(await first.parley.ended).toMatchObject({ code: 0 });
      expect(await isAnswering(first.url)).toBe(false);

      const second = await startParley();
      expect(await demoAccounts(second.url)).toEqual(accounts);
      second.parley.child.kill('SIGTERM');
      expect(await second.parley.ended).toMatchObject({ code: 0 });
    },
    TWO_STARTS_MS,
  );

  it(
    'leaves nothing running when it is killed, and starts again on the same data',
    async () => {
      const first = await startParley();
      first.parley.child.kill('SIGKILL');
      await first.parley.ended;
      while (await isAnswering(first.url));

      const second = await startParley();
      expect((await demoAccounts(second.url)).length).toBeGreaterThan(0);
      second.parley.child.kill('SIGTERM');
      expect(await second.parley.ended).toMatchObject({ code: 0 });
    },
    TWO_STARTS_MS,
  );
});
