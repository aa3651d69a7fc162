// node scripts/bench/screen.mjs [--history=100000] [--rounds=10]: how long a person waits for the chat screen, in Chromium
// on the built product: opening a long chat, a key in the message box over a long loaded history, and being offline
// while others write. On an embedded database of its own.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { buildStale, TARGETS } from '../lib/builder.mjs';
import { outputOf, say } from '../lib/installation.mjs';
import { readOptions } from '../lib/options.mjs';
import { startApi, startDatabase, startWeb } from '../lib/part.mjs';
import { freePort } from '../lib/port.mjs';
import { Problem, runMain } from '../lib/problem.mjs';
import { findTool, TOOLS } from '../lib/tool.mjs';
import { percentile } from './figures.mjs';
import { fillChats } from './filling.mjs';
import { measureOnce } from './frame.mjs';
import { apiEnv } from './part.mjs';
import { restApi } from './population.mjs';
import { loadHistory, openChat, reachRow, typeKeys } from './screen-page.mjs';
import { startSwitch } from './switch.mjs';

const SHORT = 30;
const LOADED = 5_000;
const KEYS = 60;
const MISSED = 500;
const HOST = '127.0.0.1';
const CHROMIUM_ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];

await runMain(async () => {
  const text = { type: 'string' };
  const values = readOptions({ history: text, rounds: text });
  const [history, rounds] = [Number(values.history ?? 100_000), Number(values.rounds ?? 10)];
  const executablePath = findTool(TOOLS.find(({ variable }) => variable === 'CHROMIUM_PATH'));
  if (!executablePath) throw new Problem('No Chromium found.');
  await buildStale([TARGETS.api, TARGETS.web]);
  return measureOnce(async (launch, dataDir) => {
    const product = await startProduct(launch, dataDir);
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
    try {
      await measure(product, browser, { history, rounds });
    } finally {
      await browser.close();
      product.network.close();
    }
  });
});

/** The product as `npm start` runs it, behind a network that can be cut. */
async function startProduct(launch, dataDir) {
  const output = outputOf(dataDir);
  const port = await freePort();
  const network = await startSwitch(port);
  const url = `http://localhost:${network.port}`;
  const { uri } = await launch(() => startDatabase({ dataDir }));
  const env = { ...apiEnv(uri), DATA_DIR: dataDir, PORT: String(port), ALLOWED_ORIGINS: url };
  const api = await launch(() => startApi({ env, ...output('api') }));
  const webEnv = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', API_URL: `http://${HOST}:${api.port}` };
  await launch(() => startWeb({ mode: 'start', port, host: HOST, env: webEnv, ...output('web') }));
  return { url, network, uri, rest: restApi(api.port) };
}

async function measure(product, browser, { history, rounds }) {
  const reader = await register(product.rest, 'Reader');
  const writer = await register(product.rest, 'Writer');
  say(`Writing ${history} messages ...`);
  const [long, short] = await fill(product.uri, [reader.id, writer.id], [history, SHORT]);
  const page = await signIn(browser, product.url, reader);
  await measureOpening(page, product.url, { long, short, history, rounds });
  await loadHistory(page, LOADED);
  report(`a key, ${LOADED} messages loaded`, await typeKeys(page, KEYS), 50);
  await measureReturn(page, product, { writer, chatId: long, history });
}

/** Everything is loaded but the chat itself; then once more, when it is known as well. */
async function measureOpening(page, url, { long, short, history, rounds }) {
  const [first, again] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    await page.goto(`${url}/chats/${short}`);
    await reachRow(page, SHORT);
    await page.waitForLoadState('networkidle');
    first.push(await openChat(page, long, history));
    await openChat(page, short, SHORT);
    again.push(await openChat(page, long, history));
  }
  // The first round warms the servers up.
  report(`opening a chat with ${history} messages`, first.slice(1), 300);
  report('opening it again', again.slice(1), 300);
}

async function measureReturn(page, { network, rest }, { writer, chatId, history }) {
  const { accessToken } = await rest.post('/api/auth/login', writer.credentials);
  network.cut();
  for (let sent = 0; sent < MISSED; sent++) {
    const body = { clientMsgId: randomUUID(), text: `missed ${sent}` };
    await rest.post(`/api/chats/${chatId}/messages`, body, accessToken);
  }
  const start = performance.now();
  network.mend();
  // As a browser tells of a network that is back.
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await reachRow(page, history + MISSED);
  report(`${MISSED} missed messages, network back to painted`, [performance.now() - start], 2_000);
}

async function register(rest, name) {
  const credentials = { email: `${randomUUID()}@example.com`, password: randomUUID() };
  const { user } = await rest.post('/api/auth/register', { name, ...credentials });
  return { id: user.id, credentials };
}

async function fill(uri, people, sizes) {
  const { MongoClient } = createRequire(import.meta.url)('mongodb');
  const client = await new MongoClient(uri).connect();
  const { ids } = await fillChats(
    client.db('parley'),
    sizes.map((size) => ({ people, size })),
    { say },
  );
  await client.close();
  return ids;
}

async function signIn(browser, url, { credentials }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.request.post(`${url}/api/auth/login`, { data: credentials, headers: { origin: url } });
  return context.newPage();
}

function report(name, times, goalMs) {
  const [p50, p95, most] = [0.5, 0.95, 1].map((share) => `${percentile(times, share).toFixed(0)} ms`);
  const figures = times.length > 1 ? `p50 ${p50}, p95 ${p95}, most ${most}` : most;
  say(`${name}: ${figures} (goal ${goalMs} ms)`);
}
