import type { Page } from 'playwright-core';
import english from '../messages/en.json';
import { climb } from './climb';
import { describeInBrowser, withProduct } from './product';
import { chatWith } from './session';
import { gone, visible } from './steps';

const MESSAGES = 1_100;
const PAGES = 20;
/** What the eye does not see. */
const STILL_PX = 2;
/** So many rows are all in the page; beyond, only those around what is read. */
const WHOLE_ROWS = 200;

describeInBrowser('a long history', () => {
  const product = withProduct();

  const latest = (page: Page) => page.getByRole('log').getByText(`row ${MESSAGES - 1} `);

  const openLong = async (): Promise<Page> => {
    const page = await product.enter('Amel');
    await page.getByRole('link').filter({ hasText: 'Rockrider' }).click();
    await page.bringToFront();
    await visible(latest(page));
    return page;
  };

  beforeAll(async () => {
    const amel = await product.act('Amel');
    await amel.sendMany(await chatWith(amel, 'Yacine', 'Rockrider'), MESSAGES, (n) => ({
      text: `row ${n} ${'many words '.repeat((n * 7) % 23)}`,
    }));
  });

  it.each([
    ['near the top', false],
    ['at the very top', true],
  ])(`holds what is read over ${PAGES} older pages, loaded %s`, async (_, isToTop) => {
    const page = await openLong();
    for (const { worst, rows } of await climb(page, { pages: PAGES, isToTop })) {
      expect(worst).toBeLessThanOrEqual(STILL_PX);
      expect(rows).toBeLessThanOrEqual(WHOLE_ROWS);
    }
    await page.getByRole('button', { name: english.chat.jumpToLatest }).click();
    await visible(latest(page));
    expect(product.faults()).toEqual([]);
  });

  it('says of every row which of how many it is, and walks over all of them by keys', async () => {
    const page = await openLong();
    const last = page.getByRole('article').last();
    const size = Number(await last.getAttribute('aria-setsize'));
    expect(size).toBeGreaterThanOrEqual(MESSAGES);
    expect(await last.getAttribute('aria-posinset')).toBe(`${size}`);
    await last.focus();
    await page.keyboard.press('Home');
    await visible(page.locator(`article:focus:not([aria-posinset="${size}"])`));
    await page.keyboard.press('End');
    await visible(page.locator(`article:focus[aria-posinset="${size}"]`));
  });

  it('goes to a message far away, and back to the latest', async () => {
    const page = await openLong();
    await page.getByRole('button', { name: english.chat.search }).click();
    await page.getByRole('searchbox', { name: english.search.inChat }).fill('row 42');
    await page.getByRole('list', { name: english.search.results }).getByRole('button').last().click();
    await visible(page.locator('article:focus').filter({ hasText: 'row 42' }));
    await gone(latest(page));
    await page.getByRole('button', { name: english.chat.jumpToLatest }).click();
    await visible(latest(page));
  });
});
