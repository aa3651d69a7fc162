import type { Page } from 'playwright-core';
import arabic from '../messages/ar.json';
import english from '../messages/en.json';
import french from '../messages/fr.json';
import { describeInBrowser, withProduct } from './product';
import { composer, gone, message, say, visible } from './steps';

type Words = (typeof english)['offer'];

describeInBrowser('offers between two people', () => {
  const product = withProduct();

  async function openChat(page: Page, other: string): Promise<void> {
    const row = page
      .getByRole('listitem')
      .filter({ hasText: other })
      .filter({ hasText: /Rockrider|iPhone 13/ });
    await row.getByRole('link').click();
    await visible(page.getByRole('log'));
  }

  const history = (page: Page) => page.getByRole('log');
  const press = (page: Page, name: string) => history(page).getByRole('button', { name, exact: true }).last().click();
  const form = (page: Page) => page.getByRole('dialog');

  async function fillOffer(page: Page, words: Words, amount: string, note = ''): Promise<void> {
    await form(page).getByRole('textbox', { name: words.amount, exact: true }).fill(amount);
    if (note) await form(page).getByRole('textbox', { name: words.note, exact: true }).fill(note);
    await form(page).locator('button[type=submit]').click();
    await gone(form(page));
  }

  async function openForm(page: Page, words: Words): Promise<void> {
    await page.locator('form').getByRole('button', { name: words.make, exact: true }).click();
    await visible(form(page));
  }

  async function makeOffer(page: Page, words: Words, amount: string, note = ''): Promise<void> {
    await openForm(page, words);
    await fillOffer(page, words, amount, note);
  }

  /** The card or the line of the offer of an amount. */
  const offer = (page: Page, amount: RegExp) => history(page).getByRole('article').filter({ hasText: amount });

  it('are made, countered and accepted; what led there stays, and is told beside the chat', async () => {
    const [en, fr] = [english.offer, french.offer];
    const amel = await product.enter('Amel');
    const yacine = await product.enter('Yacine', { isPhone: true });
    await openChat(amel, 'Yacine');
    await openChat(yacine, 'Amel');
    await say(amel, 'Is the helmet included?');
    await makeOffer(amel, en, '42,000', 'Cash, this evening');

    await visible(offer(yacine, /42.000/).getByText('Cash, this evening'));
    await press(yacine, fr.counter);
    await fillOffer(yacine, fr, '46 000', 'Casque compris');

    await visible(offer(amel, /42.000/).getByText(/was countered/));
    await visible(offer(amel, /46.000/).getByText('Casque compris'));
    await press(amel, en.accept);
    await amel.getByRole('alertdialog').getByRole('button', { name: en.accept, exact: true }).click();

    await visible(history(yacine).getByText('Acceptée', { exact: true }));
    await visible(history(yacine).getByText(/Offre acceptée/));
    for (const page of [amel, yacine]) await gone(history(page).getByRole('button', { name: /^(Accept|Accepter)$/ }));

    const question = message(amel, 'Is the helmet included?');
    await question.click({ button: 'right' });
    await amel.getByRole('menuitem', { name: english.message.delete }).click();
    await amel.getByRole('alertdialog').getByRole('button', { name: english.message.delete }).click();
    await visible(question.getByText(new RegExp(english.error.code.LOCKED)));

    const beside = amel.getByRole('region', { name: en.offers });
    await visible(beside.getByText(en.past));
    await visible(beside.getByText(/Accepted by you/));
    await visible(beside.getByText(/Countered by .*Yacine/));
    expect(product.faults()).toEqual([]);
  });

  it('are one a side, and are withdrawn; also without a network, when it is back', async () => {
    const en = english.offer;
    const amel = await product.enter('Amel', { isThroughNetwork: true });
    await openChat(amel, 'Yacine');
    // What the page needs for it is loaded by the first opening.
    await openForm(amel, en);
    await amel.keyboard.press('Escape');
    await gone(form(amel));
    product.network.set({ kind: 'cut' });
    await makeOffer(amel, en, '10,000');
    await visible(offer(amel, /10.000/));
    await gone(offer(amel, /10.000/).getByRole('button', { name: en.withdraw, exact: true }));
    product.network.set({ kind: 'none' });
    await visible(offer(amel, /10.000/).getByRole('button', { name: en.withdraw, exact: true }));
    await openForm(amel, en);
    await visible(form(amel).getByText(/still stands/));
    await form(amel).getByRole('button', { name: en.withdrawIt, exact: true }).click();
    await visible(offer(amel, /10.000/).getByText(/was withdrawn/));
    await visible(form(amel).getByRole('textbox', { name: en.amount, exact: true }));
    await amel.keyboard.press('Escape');
    expect(product.faults()).toEqual([]);
  });

  it('are made and declined in Arabic, right to left, by keyboard', async () => {
    const ar = arabic.offer;
    const nour = await product.enter('نور');
    const samir = await product.enter('سمير', { isPhone: true });
    await openChat(nour, 'سمير');
    await openChat(samir, 'نور');
    const button = nour.locator('form').getByRole('button', { name: ar.make, exact: true });
    await button.focus();
    await nour.keyboard.press('Enter');
    await visible(form(nour));
    await nour.keyboard.type('٨٨٠٠٠');
    await nour.keyboard.press('Enter');
    await gone(form(nour));
    await visible(offer(samir, /88.000/));
    expect(await samir.locator('html').getAttribute('dir')).toBe('rtl');
    await press(samir, ar.decline);
    await visible(offer(nour, /88.000/).getByText(/رُفض/));
    await visible(composer(nour));
    expect(product.faults()).toEqual([]);
  });
});
