import type { Page } from 'playwright-core';
import arabic from '../messages/ar.json';
import english from '../messages/en.json';
import { findings, scrollsSideways } from './axe';
import { describeInBrowser, withProduct } from './product';
import { visible } from './steps';

/** Who looks at what. */
const SCREENS: [who: string, paths: string[]][] = [
  ['Amel', ['/chats', '/notifications', '/support/new', '/settings']],
  ['نور', ['/chats', '/support']],
  ['Nadia', ['/desk?view=all', '/desk/figures', '/desk/replies', '/desk/macros']],
  [
    'Karim',
    [
      '/broadcasts',
      '/admin',
      '/admin/sla',
      '/admin/categories',
      '/admin/jobs',
      '/admin/preferences',
      '/settings/log',
      '/settings/outbox',
    ],
  ],
];

const DEVICES = [
  { device: 'desktop, light', options: {} },
  { device: 'phone, dark, Arabic', options: { isPhone: true, isDark: true, locale: 'ar' } },
] as const;

/** What is wrong with what is on the screen. */
const faultsOf = async (page: Page) => [
  ...(await findings(page)),
  ...((await scrollsSideways(page)) ? ['sideways'] : []),
];

describeInBrowser('accessibility (axe, WCAG 2.2 AA)', () => {
  const product = withProduct();

  for (const { device, options } of DEVICES) {
    const words = 'locale' in options ? arabic : english;

    it.each(SCREENS)(`%s at %j (${device})`, async (who, paths) => {
      const page = await product.enter(who, options);
      for (const path of paths) {
        await page.goto(`${product.url}${path}`);
        await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
        await page.waitForLoadState('networkidle');
        expect([path, ...(await faultsOf(page))]).toEqual([path]);
      }
      expect(product.faults()).toEqual([]);
    });

    it(`a broadcast being written, as a letter and as a push (${device})`, async () => {
      const page = await product.enter('Karim', options);
      const { plan, titleLabel } = words.broadcast;
      await page.goto(`${product.url}/broadcasts/new`);
      expect(await faultsOf(page)).toEqual([]);
      await page.getByLabel(titleLabel).fill('Payouts on Monday');
      for (const way of [plan.channel.email, plan.channel.push]) {
        await page.getByRole('switch', { name: way }).click({ force: true });
        await page.getByRole('radio', { name: way }).click();
        await visible(page.getByRole('figure').getByText('Payouts on Monday'));
        expect([way, ...(await faultsOf(page))]).toEqual([way]);
      }
    });

    it(`a conversation (${device})`, async () => {
      const page = await product.enter('Amel', options);
      await page.getByRole('link').filter({ hasText: 'Rockrider' }).click();
      await visible(page.getByRole('article'));
      expect(await faultsOf(page)).toEqual([]);
    });
  }
});
