import english from '../messages/en.json';
import { describeInBrowser, withProduct } from './product';
import { bell, gone, message, reloadUntil, say, visible } from './steps';

const words = english.notification;

/** The bell on two devices of one person, and the settings behind it. */
describeInBrowser('the bell in browsers', () => {
  const product = withProduct();

  it('is silent for the open chat, and what is read on one device is read on all', async () => {
    const seller = await product.enter('Yacine');
    const buyer = await product.enter('Amel');
    const phone = await product.enter('Amel', { isPhone: true });
    await buyer.goto(`${product.url}/notifications`);
    await buyer.getByRole('button', { name: words.readAll }).click();
    await phone.goto(`${product.url}/notifications`);
    await seller.getByRole('link').filter({ hasText: 'Amel' }).first().click();
    await say(seller, 'Is nine fine?');
    const row = (text: string) => (page: typeof buyer) => page.getByRole('listitem').filter({ hasText: text });
    await visible(row('Is nine fine?')(buyer));
    await visible(row('Is nine fine?')(phone));

    await row('Is nine fine?')(buyer).getByRole('link').click();
    await visible(message(buyer, 'Is nine fine?'));
    await gone(phone.getByRole('button', { name: new RegExp(words.readOne.replace('{title}', 'Yacine')) }));
    await say(seller, 'And bring the charger.');
    await visible(message(buyer, 'And bring the charger.'));
    expect(await bell(buyer).getByText(/\d/).count()).toBe(0);
    expect(product.faults()).toEqual([]);
  });

  it('archives with a way back, by keyboard', async () => {
    const page = await product.enter('Amel');
    await page.goto(`${product.url}/notifications`);
    const more = page.getByRole('button', { name: /^More for/ }).first();
    await visible(more);
    const title = (await more.getAttribute('aria-label'))?.replace('More for: ', '') ?? '';
    const rows = page.getByRole('button', { name: words.more.replace('{title}', title), exact: true });
    const before = await rows.count();
    await more.focus();
    await page.keyboard.press('Enter');
    await visible(page.getByRole('menu'));
    await page.getByRole('menuitem', { name: words.archive }).press('Enter');
    await visible(page.getByRole('button', { name: words.undo }));
    expect(await rows.count()).toBe(before - 1);
    await page.getByRole('button', { name: words.undo }).press('Enter');
    await gone(page.getByRole('button', { name: words.undo }));
    expect(await rows.count()).toBe(before);
    expect(product.faults()).toEqual([]);
  });

  it('keeps what was chosen in the settings, and says in the log why something was not sent', async () => {
    const page = await product.enter('Amel');
    const seller = await product.enter('Yacine');
    await page.goto(`${product.url}/settings`);
    const box = page.getByRole('checkbox', { name: 'Messages: E-mail' });
    await box.uncheck();
    await visible(page.getByText(english.settings.saved, { exact: true }));
    await page.reload();
    await visible(box);
    expect(await box.isChecked()).toBe(false);

    await seller.getByRole('link').filter({ hasText: 'Amel' }).first().click();
    await say(seller, 'Not by e-mail, please');
    await visible(message(seller, 'Not by e-mail, please'));
    await page.goto(`${product.url}/settings/log`);
    const log = english.decisions;
    const line = log.lineWhy
      .replace('{channel}', english.settings.channelShort.email)
      .replace('{outcome}', log.outcome.suppressed)
      .replace('{reason}', log.reason.preference);
    const entry = page.getByRole('listitem').filter({ hasText: 'Yacine' });
    await reloadUntil(page, entry.getByText(line));
    expect(product.faults()).toEqual([]);
  });
});
