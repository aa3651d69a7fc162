import type { Locator, Page } from 'playwright-core';
import english from '../messages/en.json';

/** For the slowest machine; whatever comes, comes earlier. */
const WAIT = { timeout: 45_000 };

/** Waits until the first match is on the screen. */
export const visible = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'visible', ...WAIT });

/** Waits until no match is on the screen. */
export const gone = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'hidden', ...WAIT });

/** For what the server does by and by, and a page shows from its next load on. */
export async function reloadUntil(page: Page, locator: Locator): Promise<void> {
  for (let tries = 0; tries < 30; tries += 1) {
    await page.waitForLoadState('networkidle');
    if ((await locator.count()) > 0) break;
    await page.reload();
  }
  await visible(locator);
}

/** The message box: the last text box of a page with a conversation. */
export const composer = (page: Page): Locator => page.getByRole('textbox').last();

/** Writes a message and sends it: with Enter, or on a phone, where Enter makes a new line, with the button. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  const isTouch = await page.evaluate('matchMedia("(pointer: coarse)").matches');
  if (isTouch) await page.getByRole('button', { name: english.composer.send, exact: true }).click();
  else await composer(page).press('Enter');
}

export const message = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text });

/** The first button of the navigation. */
export const bell = (page: Page): Locator => page.getByRole('navigation').getByRole('button').first();
