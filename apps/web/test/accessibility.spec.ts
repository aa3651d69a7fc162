import { findings, scrollsSideways } from './axe';
import { describeInBrowser, withProduct } from './product';
import { visible } from './steps';

/** Who looks at what. Each is looked at on a desktop in light and on a phone in dark. */
const SCREENS: [who: string, path: string][] = [
  ['Amel', '/chats'],
  ['نور', '/chats'],
  ['Amel', '/notifications'],
  ['نور', '/support'],
  ['Amel', '/support/new'],
  ['Nadia', '/desk?view=all'],
  ['Karim', '/broadcasts'],
  ['Karim', '/broadcasts/new'],
];

describeInBrowser('accessibility (axe, WCAG 2.2 AA)', () => {
  const product = withProduct();

  for (const isPhone of [false, true]) {
    const device = isPhone ? 'phone, dark' : 'desktop, light';

    it.each(SCREENS)(`%s at %s (${device})`, async (who, path) => {
      const page = await product.enter(who, { isPhone, isDark: isPhone });
      await page.goto(`${product.url}${path}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      expect(await findings(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
    });

    it(`a conversation (${device})`, async () => {
      const page = await product.enter('Amel', { isPhone, isDark: isPhone });
      await page.getByRole('link').filter({ hasText: 'Rockrider' }).click();
      await visible(page.getByRole('article'));
      expect(await findings(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
    });
  }
});
