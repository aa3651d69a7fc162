// node scripts/bench/call.mjs [--calls=20]: from the click on "Answer" until the first picture of the other one is on the
// screen, of both sides; two people in two Chromium with fake cameras, the whole product on this machine.
import path from 'node:path';
import { chromium } from 'playwright-core';
import { buildStale, TARGETS } from '../lib/builder.mjs';
import { outputOf, say } from '../lib/installation.mjs';
import { readOptions } from '../lib/options.mjs';
import { startApi, startDatabase, startWeb } from '../lib/part.mjs';
import { freePort } from '../lib/port.mjs';
import { Problem, runMain } from '../lib/problem.mjs';
import { requireInstalled, requireNode } from '../lib/requirement.mjs';
import { findTool, TOOLS } from '../lib/tool.mjs';
import { percentile, table } from './figures.mjs';
import { measureOnce } from './frame.mjs';
import { apiEnv } from './part.mjs';

const BROWSER_ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];
/** The first call loads what a call needs; it is shown, but not counted. */
const WARM_UP = 1;
const CALLER = { name: 'Amel Haddad', call: 'Video call', hangUp: 'Hang up', close: 'Close' };
const CALLEE = { name: 'Yacine Benali', answer: 'Répondre' };

await runMain(async () => {
  requireNode();
  requireInstalled();
  const calls = readCalls();
  const executablePath = findTool(TOOLS.find(({ variable }) => variable === 'CHROMIUM_PATH'));
  if (!executablePath) throw new Problem('No Chromium found; install it or set CHROMIUM_PATH.');
  await buildStale([TARGETS.api, TARGETS.web]);
  return measureOnce(async (launch, dataDir) => {
    await measure(await startProduct(launch, dataDir), executablePath, calls);
  });
});

function readCalls() {
  const values = readOptions({ calls: { type: 'string' } });
  const count = Number(values.calls ?? '20');
  if (Number.isInteger(count) && count > 0 && count <= 200) return count;
  throw new Problem('--calls must be a whole number from 1 to 200.');
}

async function startProduct(launch, dataDir) {
  const output = outputOf(dataDir);
  const [port, host] = [await freePort(), '127.0.0.1'];
  const url = `http://${host}:${port}`;
  const database = await launch(() => startDatabase({ dataDir }));
  const files = path.join(dataDir, 'files');
  const env = { ...apiEnv(database.uri), PUBLIC_URL: url, DEMO: 'true', FILES_DIR: files };
  const api = await launch(() => startApi({ env, ...output('api') }));
  const webEnv = { ...process.env, NODE_ENV: undefined, API_URL: `http://${host}:${api.port}` };
  await launch(() => startWeb({ mode: 'start', port, host, env: webEnv, ...output('web') }));
  return url;
}

async function measure(url, executablePath, calls) {
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGS });
  try {
    const caller = await enter(browser, url, CALLER.name);
    const callee = await enter(browser, url, CALLEE.name);
    const row = caller.getByRole('listitem').filter({ hasText: CALLEE.name }).filter({ hasText: 'Rockrider' });
    await row.getByRole('link').click();
    say(`${calls} video calls ...`);
    const times = { answered: [], calling: [] };
    for (let at = 0; at < calls + WARM_UP; at++) {
      const [answered, calling] = await timeCall(caller, callee);
      if (at < WARM_UP) say(`The first one, which also loads the code: ${answered} and ${calling} ms.`);
      else {
        times.answered.push(answered);
        times.calling.push(calling);
      }
    }
    say(`\n${table([rowOf('who answered', times.answered), rowOf('who called', times.calling)])}\n`);
  } finally {
    await browser.close();
  }
}

async function enter(browser, url, name) {
  const page = await (await browser.newContext({ viewport: { width: 1_280, height: 800 } })).newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.waitForURL(/\/chats/);
  return page;
}

/** Both pages are on this machine, so their clocks are one. */
async function timeCall(caller, callee) {
  await caller.getByRole('button', { name: CALLER.call, exact: true }).click();
  await callee.getByRole('alertdialog').waitFor();
  const calling = firstPicture(caller);
  const answered = firstPicture(callee);
  const clickedAt = await callee.getByRole('button', { name: CALLEE.answer, exact: true }).evaluate((button) => {
    const now = Date.now();
    button.click();
    return now;
  });
  const times = [(await answered) - clickedAt, (await calling) - clickedAt];
  await caller.getByRole('button', { name: CALLER.hangUp, exact: true }).click();
  for (const page of [caller, callee]) {
    await page.getByRole('dialog').getByRole('button').last().click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  return times;
}

/** When the first frame of the other one's camera is shown; one's own is mirrored. */
function firstPicture(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () => {
          const video = [...document.querySelectorAll('video')].find(
            ({ className }) => !className.includes('-scale-x'),
          );
          if (video) video.requestVideoFrameCallback(() => resolve(Date.now()));
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

function rowOf(name, times) {
  const ms = (share) => `${percentile(times, share)} ms`;
  return { 'first picture for': name, p50: ms(0.5), p95: ms(0.95), longest: ms(1) };
}
