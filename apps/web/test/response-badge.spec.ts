import arabic from '../messages/ar.json';
import english from '../messages/en.json';
import { describeInBrowser, withProduct } from './product';
import { visible } from './steps';

describeInBrowser('the response badge', () => {
  const product = withProduct();

  it.each([
    {
      who: 'Amel',
      context: 'Rockrider',
      words: english,
      isPhone: false,
      rate: /^Answers 100% of new chats$/,
      time: /^Usually answers within/,
    },
    {
      who: 'نور',
      context: 'iPhone 13',
      words: arabic,
      isPhone: true,
      rate: /100.*من المحادثات الجديدة$/,
      time: /^يردّ عادةً خلال/,
    },
  ])('tells $who how the seller answers, in the header and in the details', async (each) => {
    const { words, isPhone } = each;
    const page = await product.enter(each.who, { isPhone });
    await page.getByRole('link').filter({ hasText: each.context }).first().click();
    const header = page.locator('[data-screen="detail"] header').first();
    await header.getByText(each.time).waitFor({ state: 'attached' });
    if (isPhone) {
      await page.getByRole('button', { name: words.chat.showDetails }).first().click();
      await visible(page.getByRole('dialog').getByText(each.rate));
      await visible(page.getByRole('dialog').getByText(each.time));
    } else {
      await visible(page.getByText(each.rate));
    }
    expect(product.faults()).toEqual([]);
  });
});
