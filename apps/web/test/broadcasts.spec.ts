import type { Page } from 'playwright-core';
import arabic from '../messages/ar.json';
import english from '../messages/en.json';
import french from '../messages/fr.json';
import { describeInBrowser, withProduct } from './product';
import { bell, gone, visible } from './steps';

const words = english.broadcast;

describeInBrowser('broadcasts in browsers', () => {
  const product = withProduct();

  async function write(admin: Page, title: string, text: string): Promise<void> {
    await admin.getByLabel(words.titleLabel).fill(title);
    await admin.getByLabel(words.textLabel).fill(text);
  }

  async function send(admin: Page, review: string, confirm: RegExp | string): Promise<void> {
    await admin.getByRole('button', { name: review }).click();
    await admin.getByRole('alertdialog').getByRole('button', { name: confirm }).click();
    await admin.waitForURL(/\/broadcasts\/[0-9a-f]{24}$/);
  }

  const figure = (admin: Page, name: string) => admin.locator('dl > div').filter({ hasText: name });

  it('reaches a segment in each reader’s language, with figures that live and a link that is counted', async () => {
    const admin = await product.enter('Karim');
    await admin.goto(`${product.url}/broadcasts/new`);
    await admin.getByRole('radio', { name: words.audienceKind.segment }).click();
    const known = admin.getByRole('list', { name: words.words.tags.offered, exact: true });
    await known.getByRole('button', { name: 'seller' }).click();
    await write(admin, 'Payouts on Monday', 'This week payouts are a day early.');
    await admin.getByRole('tab', { name: /Français/ }).click();
    await write(admin, 'Virements lundi', 'Cette semaine, les virements ont un jour d’avance.');
    await admin.getByLabel(words.plan.link).fill('/payouts');
    await visible(admin.getByRole('figure', { name: /Français/ }).getByText('Virements lundi'));
    await send(admin, words.review, /^Send to 3/);

    const seller = await product.enter('Yacine');
    await bell(seller).click();
    await seller.getByRole('dialog').getByText('Virements lundi').click();
    const open = seller.getByRole('dialog').getByRole('link', { name: new RegExp(french.broadcast.open) });
    await seller.context().route('**/payouts', (route) => route.fulfill({ body: 'payouts' }));
    await open.click();

    const buyer = await product.enter('Amel');
    await bell(buyer).click();
    await visible(buyer.getByRole('dialog'));
    await gone(buyer.getByRole('dialog').getByText('Payouts on Monday'));

    await visible(figure(admin, words.clicked).getByText('33%'));
    await visible(admin.getByRole('region', { name: words.history }));
    expect(product.faults()).toEqual([]);
  });

  it('is scheduled for later, held, let go and cancelled', async () => {
    const admin = await product.enter('Karim');
    await admin.goto(`${product.url}/broadcasts/new`);
    await write(admin, 'New year', 'A happy one.');
    await admin.getByRole('radio', { name: words.plan.later }).click();
    await admin.getByLabel(words.plan.publishAt).fill('2099-01-01T00:00');
    await admin.getByLabel(words.plan.timeZone).selectOption('Africa/Algiers');
    await send(admin, words.reviewLater, words.plan.confirm);
    await visible(admin.getByText(words.state.scheduled));
    await admin.getByRole('button', { name: words.step.pause }).click();
    await visible(admin.getByText(words.state.paused));
    await admin.getByRole('button', { name: words.step.resume }).click();
    await visible(admin.getByText(words.state.scheduled));
    await admin.getByRole('button', { name: words.step.cancel }).click();
    await admin.getByRole('alertdialog').getByRole('button', { name: words.step.cancel }).click();
    await visible(admin.getByText(words.state.cancelled));
    expect(product.faults()).toEqual([]);
  });

  it('is kept as a draft, sent by e-mail too, withdrawn from every bell, and repeated as new', async () => {
    const admin = await product.enter('Karim');
    await admin.goto(`${product.url}/broadcasts/new`);
    await write(admin, 'Half a thought', 'To be finished.');
    await admin.getByRole('button', { name: words.keepDraft }).click();
    await admin.waitForURL(/\/broadcasts\/[0-9a-f]{24}$/);
    await visible(admin.getByText(words.state.draft));
    await admin.getByRole('link', { name: words.step.edit }).click();
    await visible(admin.getByLabel(words.titleLabel));
    await write(admin, 'A whole thought', 'Finished.');
    await admin.getByRole('switch', { name: words.plan.channel.email }).click({ force: true });
    await send(admin, words.review, /^Send to 7/);
    await visible(admin.getByRole('progressbar', { name: words.plan.channel.email }));
    await visible(admin.getByText(words.state.sent));

    const reader = await product.enter('Lina');
    await bell(reader).click();
    await visible(reader.getByRole('dialog').getByText('A whole thought'));
    await admin.getByRole('button', { name: words.step.withdraw }).click();
    await admin.getByRole('alertdialog').getByRole('button', { name: words.step.withdraw }).click();
    await visible(admin.getByText(words.state.cancelled));
    await gone(reader.getByRole('dialog').getByText('A whole thought'));

    await admin.getByRole('link', { name: words.step.repeat }).click();
    await visible(admin.getByLabel(words.titleLabel));
    expect(await admin.getByLabel(words.titleLabel).inputValue()).toBe('A whole thought');
    expect(product.faults()).toEqual([]);
  });

  it('is composed in Arabic on a narrow phone without sideways scroll', async () => {
    const admin = await product.enter('Karim', { isPhone: true });
    const host = new URL(product.url).hostname;
    await admin.context().addCookies([{ name: 'parley_locale', value: 'ar', domain: host, path: '/' }]);
    await admin.setViewportSize({ width: 320, height: 700 });
    await admin.goto(`${product.url}/broadcasts/new`);
    await admin.getByRole('radio', { name: arabic.broadcast.audienceKind.segment }).click();
    await admin.getByRole('radio', { name: arabic.broadcast.plan.later }).click();
    await visible(admin.getByLabel(arabic.broadcast.plan.publishAt));
    expect(await admin.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(product.faults()).toEqual([]);
  });
});
