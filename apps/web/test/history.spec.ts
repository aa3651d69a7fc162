import type { Page } from 'playwright-core';
import english from '../messages/en.json';
import { describeInBrowser, withProduct } from './product';
import { composer, gone, visible } from './steps';

const MESSAGES = 1_100;
const PAGES = 20;
/** What the eye does not see. */
const STILL_PX = 2;
/** So many rows are all in the page; beyond, only those around what is read. */
const WHOLE_ROWS = 200;

/** Runs in the page: texts of every length, written in one go by the person who looks. */
const FILL = `async (chatId, count) => {
  const send = (n) => fetch('/api/chats/' + chatId + '/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clientMsgId: crypto.randomUUID(), text: 'row ' + n + ' ' + 'many words '.repeat((n * 7) % 23) }),
  });
  for (let n = 0; n < count; n += 10) await Promise.all(Array.from({ length: 10 }, (_, k) => send(n + k)));
}`;

/**
 * Runs in the page: scrolls up by \`step\`, and until older messages have come looks at every frame where the first row
 * in view is. Answers the furthest it was off, and how many rows were rendered.
 */
const CLIMB = `async (isToTop) => {
  const history = document.querySelector('[data-history]');
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const seqs = () => [...history.querySelectorAll('article')].map((row) => Number(row.getAttribute('aria-posinset')));
  const bottomOf = (row) => row.getBoundingClientRect().bottom - history.getBoundingClientRect().top;
  history.scrollTop = isToTop ? 0 : Math.min(history.scrollTop, 300);
  await frame();
  const row = [...history.querySelectorAll('[data-row]')].find((each) => bottomOf(each) > 0);
  const { key } = { key: row.dataset.row };
  const was = bottomOf(row);
  const height = history.scrollHeight;
  let worst = 0;
  let framesAfter = 0;
  while (framesAfter < 10) {
    await frame();
    const now = history.querySelector('[data-row="' + CSS.escape(key) + '"]');
    worst = Math.max(worst, now ? Math.abs(bottomOf(now) - was) : Infinity);
    if (history.scrollHeight > height) framesAfter += 1;
  }
  return { worst, rows: history.querySelectorAll('[data-row]').length, oldest: Math.min(...seqs()) };
}`;

interface Climb {
  worst: number;
  rows: number;
  oldest: number;
}

describeInBrowser('a long history', () => {
  const product = withProduct();

  async function openLong(): Promise<Page> {
    const page = await product.enter('Amel');
    await page.getByRole('link').filter({ hasText: 'Rockrider' }).click();
    await visible(page.getByRole('article'));
    const chatId = page.url().split('/').pop();
    const { data } = await (await page.request.get(`${product.url}/api/chats/${chatId}`)).json();
    if (data.headSeq < MESSAGES) await page.evaluate(`(${FILL})(${JSON.stringify(chatId)}, ${MESSAGES})`);
    await page.reload();
    await visible(page.getByText(`row ${MESSAGES - 1} `));
    return page;
  }

  it.each([
    ['near the top', false],
    ['at the very top', true],
  ])(
    `holds what is read over ${PAGES} older pages, loaded %s`,
    async (_, isToTop) => {
      const page = await openLong();
      for (let count = 0; count < PAGES; count += 1) {
        const climb = (await page.evaluate(`(${CLIMB})(${isToTop})`)) as Climb;
        expect(climb.worst).toBeLessThanOrEqual(STILL_PX);
        expect(climb.rows).toBeLessThanOrEqual(WHOLE_ROWS);
      }
      await page.getByRole('button', { name: english.chat.jumpToLatest }).click();
      await visible(page.getByText(`row ${MESSAGES - 1} `));
      expect(product.faults()).toEqual([]);
    },
    180_000,
  );

  it('says of every row which of how many it is, and walks over all of them by keys', async () => {
    const page = await openLong();
    const last = page.getByRole('article').last();
    const size = Number(await last.getAttribute('aria-setsize'));
    expect(size).toBeGreaterThanOrEqual(MESSAGES);
    expect(await last.getAttribute('aria-posinset')).toBe(`${size}`);
    await composer(page).press('Shift+Tab');
    await last.focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(`Number(document.activeElement.getAttribute('aria-posinset')) < ${size - 40}`);
    await page.keyboard.press('End');
    await page.waitForFunction(`document.activeElement.getAttribute('aria-posinset') === '${size}'`);
  }, 120_000);

  it('goes to a message far away, and back to the latest', async () => {
    const page = await openLong();
    await page.getByRole('button', { name: english.chat.search }).click();
    await page.getByRole('searchbox', { name: english.search.inChat }).fill('row 42');
    await page.getByRole('list', { name: english.search.results }).getByRole('button').last().click();
    await page.waitForFunction(`document.activeElement.textContent.startsWith('row 42')`);
    await gone(page.getByText(`row ${MESSAGES - 1} `));
    await page.getByRole('button', { name: english.chat.jumpToLatest }).click();
    await visible(page.getByText(`row ${MESSAGES - 1} `));
  }, 120_000);
});
