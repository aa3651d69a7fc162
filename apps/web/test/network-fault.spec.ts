import type { BrowserContext, Page } from 'playwright-core';
import english from '../messages/en.json';
import { describeInBrowser, type VisitorOptions, withProduct } from './product';
import { composer, gone, message, say, visible } from './steps';
import type { TcpProxy } from './tcp-proxy';

const DAY_MS = 86_400_000;

/** Retries wait for up to half a minute. */
const PATIENCE = { timeout: 60_000 };
const arrives = (page: Page, text: string) =>
  message(page, text)
    .first()
    .waitFor({ state: 'visible', ...PATIENCE });

/** Those of the texts that are in the history, as often and in the order in which they stand there. */
async function found(page: Page, texts: string[]): Promise<string[]> {
  const articles = await page.getByRole('article').allInnerTexts();
  return articles.flatMap((article) => texts.filter((text) => article.includes(text)));
}

/** Both histories, live and loaded afresh, have each text once and in this order. */
async function haveOnce(pages: Page[], texts: string[]): Promise<void> {
  for (const page of pages) {
    for (const text of texts) await arrives(page, text);
    expect(await found(page, texts)).toEqual(texts);
  }
  for (const page of pages) {
    await page.reload();
    for (const text of texts) await arrives(page, text);
    expect(await found(page, texts)).toEqual(texts);
  }
}

describeInBrowser('a message on a bad network, or on a bad device', () => {
  const product = withProduct();
  const open = async (page: Page, other: string) => {
    await page
      .getByRole('listitem')
      .filter({ hasText: other })
      .filter({ hasText: 'Rockrider' })
      .getByRole('link')
      .click();
    await visible(page.getByRole('log'));
    await visible(page.getByRole('article'));
  };

  /** Amel, whose network the test spoils, and Yacine, who has a good one. */
  async function enterBoth(options: VisitorOptions = {}): Promise<[Page, Page, TcpProxy]> {
    const a = await product.enter('Amel', { ...options, isThroughNetwork: true });
    const b = await product.enter('Yacine');
    await open(a, 'Yacine');
    await open(b, 'Amel');
    return [a, b, product.network];
  }

  it('outlives a reload before it left, and one after it left whose answer was lost', async () => {
    const [a, b, network] = await enterBoth();
    // The server has it, and nobody tells the sender.
    network.set({ kind: 'blackHole', direction: 'down' });
    await say(a, 'reload: answer lost');
    await arrives(b, 'reload: answer lost');
    await say(a, 'reload: waits behind it');
    await visible(message(a, 'reload: waits behind it').getByText(english.message.sending));
    network.set({ kind: 'none' });
    network.cutOnce();
    await a.reload();
    await arrives(b, 'reload: waits behind it');

    // Nothing reaches the server.
    network.set({ kind: 'blackHole', direction: 'up' });
    await say(a, 'reload: never left');
    await visible(message(a, 'reload: never left').getByText(english.message.sending));
    network.set({ kind: 'none' });
    network.cutOnce();
    await a.reload();
    await haveOnce([a, b], ['reload: answer lost', 'reload: waits behind it', 'reload: never left']);
    expect(product.faults()).toEqual([]);
  });

  it('outlives a crash of the tab, in the next one', async () => {
    const [a, b, network] = await enterBoth();
    const address = a.url();
    network.set({ kind: 'blackHole', direction: 'up' });
    // A second try finds what the first one left.
    const texts = ['first', 'second'].map((text) => `crash ${Date.now() % DAY_MS}: ${text}`);
    for (const text of texts) await say(a, text);
    await visible(message(a, texts[1] ?? '').getByText(english.message.sending));
    await crash(a);
    network.set({ kind: 'none' });
    network.cutOnce();
    const next = await a.context().newPage();
    await next.goto(address);
    await haveOnce([next, b], texts);
    expect(product.faults()).toEqual([]);
  });

  it('comes through a network that flaps, in both directions', async () => {
    const [a, b, network] = await enterBoth();
    const texts: string[] = [];
    for (const round of [1, 2, 3]) {
      texts.push(`flap: ${round} written online`, `flap: ${round} written offline`, `flap: ${round} answered`);
      await say(a, `flap: ${round} written online`);
      network.set({ kind: 'cut' });
      await visible(a.getByText(english.connection.offline));
      await say(a, `flap: ${round} written offline`);
      network.set({ kind: 'none' });
      await arrives(b, `flap: ${round} written offline`);
      network.cutOnce();
      await say(b, `flap: ${round} answered`);
      await arrives(a, `flap: ${round} answered`);
      await a.getByText(english.connection.offline).waitFor({ state: 'hidden', ...PATIENCE });
    }
    await haveOnce([a, b], texts);
    expect(product.faults()).toEqual([]);
  });

  it('comes through a line that is slow, and one that delivers byte by byte', async () => {
    const [a, b, network] = await enterBoth();
    network.set({ kind: 'delay', ms: 400 });
    await say(a, 'slow: there');
    await arrives(b, 'slow: there');
    await say(b, 'slow: and back');
    await arrives(a, 'slow: and back');
    network.set({ kind: 'slice' });
    await say(a, 'slow: بايت بعد بايت');
    await arrives(b, 'slow: بايت بعد بايت');
    await say(b, 'slow: octet par octet');
    await arrives(a, 'slow: octet par octet');
    network.set({ kind: 'none' });
    await haveOnce([a, b], ['slow: there', 'slow: and back', 'slow: بايت بعد بايت', 'slow: octet par octet']);
    expect(product.faults()).toEqual([]);
  });

  it('is sent from a device that is full', async () => {
    const [a, b, network] = await enterBoth({ isDeviceFull: true });
    expect(await storeSomething(a)).toBe('QuotaExceededError');
    network.set({ kind: 'cut' });
    await visible(a.getByText(english.connection.offline));
    await say(a, 'full: first');
    await say(a, 'full: second');
    await visible(message(a, 'full: second'));
    network.set({ kind: 'none' });
    await haveOnce([a, b], ['full: first', 'full: second']);
    expect(product.faults()).toEqual([]);
  });

  it.each([
    ['ahead', DAY_MS],
    ['behind', -DAY_MS],
  ])('keeps its place though the clock of the device is a day %s', async (name, shiftMs) => {
    const [a, b, network] = await enterBoth();
    await shiftClock(a.context(), shiftMs);
    await a.reload();
    expect(Math.abs(Number(await a.evaluate('Date.now()')) - Date.now() - shiftMs)).toBeLessThan(DAY_MS / 24);
    const texts = ['first', 'answer', 'offline', 'last'].map((text) => `${name}: ${text}`);
    const [first, answer, offline, last] = texts as [string, string, string, string];
    await visible(a.getByRole('log'));
    await say(a, first);
    await arrives(b, first);
    await say(b, answer);
    await arrives(a, answer);
    network.set({ kind: 'cut' });
    await visible(a.getByText(english.connection.offline));
    await say(a, offline);
    network.set({ kind: 'none' });
    await arrives(b, offline);
    await say(a, last);
    await haveOnce([a, b], texts);
    expect(product.faults()).toEqual([]);
  });

  it('queues while the browser is offline, and says so', async () => {
    const [a, b] = await enterBoth();
    await a.context().setOffline(true);
    await visible(a.getByText(english.connection.offline));
    await say(a, 'offline: queued');
    await visible(message(a, 'offline: queued'));
    await composer(a).fill('a draft meanwhile');
    await a.context().setOffline(false);
    await gone(a.getByText(english.connection.offline));
    await arrives(b, 'offline: queued');
    await composer(a).fill('');
    await haveOnce([a, b], ['offline: queued']);
    expect(product.faults()).toEqual([]);
  });
});

/** The process of the tab dies; nothing of it gets to say goodbye. */
async function crash(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // Never answered: who would answer is gone.
  devtools.send('Page.crash').catch(() => undefined);
  await crashed;
}

/** What becomes of a row in a database of the page's. */
function storeSomething(page: Page): Promise<unknown> {
  return page.evaluate(`new Promise((resolve) => {
    const opening = indexedDB.open('probe', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
    opening.onerror = () => resolve(opening.error.name);
    opening.onsuccess = () => {
      const change = opening.result.transaction('rows', 'readwrite');
      change.objectStore('rows').put('something', 1);
      change.oncomplete = () => resolve('stored');
      change.onabort = () => resolve(change.error.name);
    };
  })`);
}

/** From the next load on, the device is wrong by so much. */
async function shiftClock(context: BrowserContext, ms: number): Promise<void> {
  await context.addInitScript(`{
    const True = Date;
    globalThis.Date = class extends True {
      constructor(...parts) {
        if (parts.length) super(...parts);
        else super(True.now() + ${ms});
      }
      static now() {
        return True.now() + ${ms};
      }
    };
  }`);
}
