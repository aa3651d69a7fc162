import type { Page } from 'playwright-core';
import english from '../messages/en.json';
import { findings, scrollsSideways } from './axe';
import { describeInBrowser, type ProductUnderTest, withProduct } from './product';
import { bell, gone, message, say, visible } from './steps';

const OVERLAY = '[role=menu], [role=dialog], [role=alertdialog]';
/** 1280 px at 400 %: the narrowest that has to work. */
const NARROW = { width: 320, height: 640 };

type Open = (page: Page) => Promise<void>;

/** By the keyboard, which is the same on every device. */
const messageMenu: Open = async (page) => {
  await message(page, 'Hello').last().press('Enter');
  await visible(page.getByRole('menu'));
};
const fromMenu = (item: string): Open => {
  return async (page) => {
    await messageMenu(page);
    await page.getByRole('menuitem', { name: item, exact: true }).press('Enter');
    await gone(page.getByRole('menu'));
  };
};
const press =
  (name: string): Open =>
  (page) =>
    page.getByRole('button', { name }).first().press('Enter');

const IN_A_CHAT: [what: string, open: Open][] = [
  ['the menu of a message', messageMenu],
  ['forwarding', fromMenu(english.message.forward)],
  ['deleting', fromMenu(english.message.delete)],
  ['the menu of a chat', press(english.chat.actions)],
  [
    'how long to mute',
    async (page) => {
      await press(english.chat.actions)(page);
      await page.getByRole('menuitem', { name: english.chatMenu.mute, exact: true }).press('Enter');
    },
  ],
  [
    'the search, with hits',
    async (page) => {
      await press(english.chat.search)(page);
      await page.getByRole('searchbox', { name: english.search.inChat }).fill('hello');
      await visible(page.getByRole('list', { name: english.search.results }).getByRole('button'));
    },
  ],
  ['the shortcuts', (page) => message(page, 'Hello').last().press('?')],
];

const AT_THE_LIST: [what: string, open: Open][] = [
  ['a new chat', press(english.inbox.new)],
  [
    'a new group, with people chosen',
    async (page) => {
      await press(english.inbox.new)(page);
      await press(english.newChat.group)(page);
      await page.getByRole('searchbox', { name: english.newChat.search }).fill('Lina');
      await page.getByRole('option', { name: 'Lina' }).click();
    },
  ],
  ['the own menu', (page) => page.getByRole('navigation').getByRole('button').last().press('Enter')],
];

describeInBrowser('menus and dialogs (axe, WCAG 2.2 AA)', () => {
  const product = withProduct();

  for (const isNarrow of [false, true]) {
    const device = isNarrow ? '320 px, dark' : 'desktop, light';

    it.each([
      ['a chat', IN_A_CHAT],
      ['the list', AT_THE_LIST],
    ])(`of %s (${device})`, async (place, overlays) => {
      const page = await enter(product, isNarrow);
      if (place === 'a chat') await openChat(page);
      for (const [what, open] of overlays) {
        await open(page);
        await visible(page.locator(OVERLAY));
        expect([what, await findings(page), await scrollsSideways(page)]).toEqual([what, [], false]);
        // Where something is being searched, the first one clears the field.
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await gone(page.locator(OVERLAY));
      }
      expect(product.faults()).toEqual([]);
    });

    it(`a group and who is in it (${device})`, async () => {
      const page = await enter(product, isNarrow);
      await makeGroup(page, device);
      if (isNarrow) await press(english.chat.showDetails)(page);
      await visible(page.getByRole('list', { name: english.chat.people }));
      expect([await findings(page), await scrollsSideways(page)]).toEqual([[], false]);
      await page.getByRole('button', { name: /Lina/ }).last().press('Enter');
      await visible(page.getByRole('menu'));
      expect([await findings(page), await scrollsSideways(page)]).toEqual([[], false]);
    });
  }

  it('the panel of the bell', async () => {
    const page = await enter(product, false);
    await bell(page).press('Enter');
    await visible(page.getByRole('dialog'));
    expect(await findings(page)).toEqual([]);
  });
});

async function enter(product: ProductUnderTest, isNarrow: boolean): Promise<Page> {
  const page = await product.enter('Amel', { isPhone: isNarrow, isDark: isNarrow });
  if (isNarrow) await page.setViewportSize(NARROW);
  await visible(page.getByRole('list', { name: english.inbox.list }).getByRole('link'));
  return page;
}

async function openChat(page: Page): Promise<void> {
  await page.getByRole('link').filter({ hasText: 'Rockrider' }).click();
  await visible(page.getByRole('article'));
  await say(page, 'Hello');
  // Before it is stored it has no menu.
  const { sent, delivered, read } = english.message;
  await message(page, 'Hello')
    .getByText(new RegExp(`^(${sent}|${delivered}|${read})$`))
    .first()
    .waitFor({ state: 'attached' });
}

async function makeGroup(page: Page, title: string): Promise<void> {
  await press(english.inbox.new)(page);
  await press(english.newChat.group)(page);
  await page.getByRole('textbox', { name: english.group.title }).fill(title);
  for (const name of ['Yacine', 'Lina']) {
    await page.getByRole('searchbox', { name: english.newChat.search }).fill(name);
    await page.getByRole('option', { name }).click();
  }
  await press(english.group.create)(page);
  await visible(page.getByRole('heading', { name: title }));
}
