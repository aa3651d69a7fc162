import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locale } from '@app/contracts';
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
  request,
} from 'playwright-core';
import { freePort, startNode } from '../../../scripts/testing/node-process';
import { LOCALE_COOKIE } from '../src/i18n/locale';
import { Session } from './session';
import { startTcpProxy, type TcpProxy } from './tcp-proxy';

/** Chromium in a sandboxed machine: no GPU, and nothing that would call home. */
const CHROMIUM_ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that beeps, a camera with a picture that turns, a screen; and nobody is asked for them.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

/** The start may have to build first. */
const STARTS_WITHIN_MS = 240_000;

/** Set by `npm test` to the browser it found. */
export const CHROMIUM = process.env.CHROMIUM_PATH;

/** What nothing on any machine should take; a test fails earlier, by what it waits for. */
const TEST_MS = 300_000;
const ACTION_MS = 60_000;

/** `describe`, or a skipped one where there is no browser; on CI `npm test` refuses to run without. */
export function describeInBrowser(name: string, tests: () => void): void {
  jest.setTimeout(TEST_MS);
  (CHROMIUM ? describe : describe.skip)(name, tests); // skipped without Chromium: npm test says so
}

interface Product {
  url: string;
  /** A way to it that a test can spoil. */
  network: TcpProxy;
  stop(): Promise<void>;
}

/**
 * The whole product by its own start command, with the demo marketplace, on a free port and in a folder of its own. By
 * its number, as `localhost` may also be somebody else's port of the same number on ::1.
 */
async function startProduct(env: Record<string, string>): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-browser-'));
  const port = await freePort();
  const network = await startTcpProxy(port);
  const urls = [port, network.port].map((each) => `http://127.0.0.1:${each}`);
  const { child, seen, ended } = startNode(['start.mjs'], {
    PORT: String(port),
    DATA_DIR: dataDir,
    RATE_LIMITS: 'off',
    ALLOWED_ORIGINS: urls.join(),
    ...env,
  });
  await seen('Parley runs at');
  let isStopping = false;
  // One that ends by itself fails every test after; only this says why.
  void ended.then(({ output }) => {
    if (!isStopping) process.stderr.write(`The product ended by itself:\n${output}\n`);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    network,
    stop: async () => {
      isStopping = true;
      await network.close();
      child.kill('SIGTERM');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
}

/** `CPU_SLOWDOWN=4 npm test`: as on a machine four times slower. */
const CPU_SLOWDOWN = Number(process.env.CPU_SLOWDOWN ?? 1);

async function slowDown(context: BrowserContext, page: Page): Promise<void> {
  if (CPU_SLOWDOWN <= 1) return;
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
}

interface Visitor {
  page: Page;
  context: BrowserContext;
  /** What went wrong in the page: script errors and answers of 500. Must stay empty. */
  faults: string[];
}

export interface VisitorOptions {
  isPhone?: boolean;
  isDark?: boolean;
  /** Instead of the person's own. */
  locale?: Locale;
  /** Through `network` instead of straight to the product. */
  isThroughNetwork?: boolean;
  /** The browser may store nothing more. It asks once, when something first wants to, so this cannot come later. */
  isDeviceFull?: boolean;
}

/** Runs in the page: React has taken over every button that came with it. A function, as a text would be awake at once. */
const isAwake = () =>
  Array.from(document.querySelectorAll('button')).every((button) =>
    Object.keys(button).some((key) => key.startsWith('__reactFiber$')),
  );

/** Loads of this page end when it is awake: before that it does not hear of a click, on a slow machine for seconds. */
function awakeAfterLoads(page: Page): void {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  const wake = () => page.waitForFunction(isAwake);
  page.goto = async (...args) => {
    const response = await goto(...args);
    await wake();
    return response;
  };
  page.reload = async (...args) => {
    const response = await reload(...args);
    await wake();
    return response;
  };
}

/** A person with a browser of their own, signed in. */
async function visit(
  browser: Browser,
  product: Product,
  name: string,
  { isPhone = false, isDark = false, locale, isThroughNetwork = false, isDeviceFull = false }: VisitorOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: isPhone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    colorScheme: isDark ? 'dark' : 'light',
    hasTouch: isPhone,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(ACTION_MS);
  const page = await context.newPage();
  awakeAfterLoads(page);
  await slowDown(context, page);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  const url = isThroughNetwork ? `http://127.0.0.1:${product.network.port}` : product.url;
  if (isDeviceFull) {
    const devtools = await context.newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: url, quotaSize: 1 });
  }
  const me = await new Session(context.request, url).signIn(name);
  await context.addCookies([{ name: LOCALE_COOKIE, value: locale ?? me.locale, url }]);
  await page.goto(`${url}/chats`);
  return { page, context, faults };
}

export interface ProductUnderTest {
  readonly url: string;
  /** Sound again at the start of every test. */
  readonly network: TcpProxy;
  /** A person in a browser of their own, until the end of the test. */
  enter(name: string, options?: VisitorOptions): Promise<Page>;
  /** A person without a screen, until the end of the test. */
  act(name: string): Promise<Session>;
  /** What went wrong in any page of this test. */
  faults(): string[];
}

/** For the top of a `describe`: one product and one browser for all its tests. `env` is configuration besides the usual. */
export function withProduct(env: Record<string, string> = {}): ProductUnderTest {
  let product: Product;
  let browser: Browser;
  let visitors: Visitor[] = [];
  let requests: APIRequestContext[] = [];

  beforeAll(async () => {
    product = await startProduct(env);
    browser = await openBrowser();
  }, STARTS_WITHIN_MS);

  afterEach(async () => {
    for (const { context } of visitors) await context.close();
    for (const each of requests) await each.dispose();
    visitors = [];
    requests = [];
    product.network.set({ kind: 'none' });
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  return {
    get url() {
      return product.url;
    },
    get network() {
      return product.network;
    },
    enter: async (name, options) => {
      const visitor = await visit(browser, product, name, options);
      visitors.push(visitor);
      return visitor.page;
    },
    act: async (name) => {
      const http = await request.newContext();
      requests.push(http);
      const session = new Session(http, product.url);
      await session.signIn(name);
      return session;
    },
    faults: () => visitors.flatMap(({ faults }) => faults),
  };
}
