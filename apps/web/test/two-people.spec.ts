import type { Page } from 'playwright-core';
import arabic from '../messages/ar.json';
import english from '../messages/en.json';
import french from '../messages/fr.json';
import { describeInBrowser, withProduct } from './product';
import { bell, composer, gone, message, say, visible } from './steps';

/** What a person reads on the screen, from the very texts of the app. */
interface Words {
  typing: string;
  read: string;
  reply: string;
  unread: RegExp;
  dir: 'ltr' | 'rtl';
}

const wordsOf = (texts: typeof english, unread: RegExp, dir: Words['dir']): Words => ({
  typing: texts.inbox.typing,
  read: texts.message.read,
  reply: texts.message.reply,
  unread,
  dir,
});

const ENGLISH = wordsOf(english, /1 unread message/, 'ltr');
const FRENCH = wordsOf(french, /1 message non lu/, 'ltr');
const ARABIC = wordsOf(arabic, /رسالة غير مقروءة/, 'rtl');

interface Person {
  name: string;
  words: Words;
}

const PAIRS: { language: string; writer: Person; reader: Person; text: string }[] = [
  {
    language: 'English and French',
    writer: { name: 'Amel', words: ENGLISH },
    reader: { name: 'Yacine', words: FRENCH },
    text: 'Shall we meet at the station?',
  },
  {
    language: 'Arabic, right to left',
    writer: { name: 'نور', words: ARABIC },
    reader: { name: 'سمير', words: ARABIC },
    text: 'هل نلتقي غدا أمام المحطة؟',
  },
];

describeInBrowser('two people in two browsers', () => {
  const product = withProduct();

  const row = (page: Page, other: string) =>
    page
      .getByRole('listitem')
      .filter({ hasText: other })
      .filter({ hasText: /Rockrider|iPhone 13/ });
  const chatsLink = (page: Page) => page.getByRole('navigation').getByRole('link').nth(1);

  it.each(PAIRS)('write and read each other: $language', async ({ writer, reader, text }) => {
    const a = await product.enter(writer.name);
    const b = await product.enter(reader.name);
    const stranger = await product.enter('Lina');
    expect(await a.locator('html').getAttribute('dir')).toBe(writer.words.dir);

    // Both look at the chat once, so that everything before is read; then B looks at the list only.
    await row(a, reader.name).getByRole('link').click();
    await visible(a.getByRole('log'));
    await row(b, writer.name).getByRole('link').click();
    await visible(b.getByRole('log'));
    await chatsLink(b).click();
    await gone(b.getByRole('log'));
    await gone(row(b, writer.name).getByText(reader.words.unread));

    await composer(a).fill(text.slice(0, 4));
    await visible(row(b, writer.name).getByText(reader.words.typing));
    await composer(a).fill(text);
    await composer(a).press('Enter');

    const own = message(a, text);
    await visible(own);
    await visible(row(b, writer.name).getByText(text));
    await visible(row(b, writer.name).getByText(reader.words.unread));
    await bell(b).click();
    await visible(b.getByRole('dialog').getByText(text));
    await b.keyboard.press('Escape');
    expect(await own.getByText(writer.words.read, { exact: true }).count()).toBe(0);

    await row(b, writer.name).getByRole('link').click();
    await visible(message(b, text));
    await visible(own.getByText(writer.words.read, { exact: true }));
    await gone(row(b, writer.name).getByText(reader.words.unread));

    await a.reload();
    await visible(message(a, text).getByText(writer.words.read, { exact: true }));
    expect(await message(a, text).count()).toBe(1);

    expect(await stranger.getByText(text).count()).toBe(0);
    await stranger.goto(a.url());
    await visible(stranger.getByRole('heading', { level: 1 }));
    expect(await stranger.getByText(text).count()).toBe(0);

    expect(product.faults()).toEqual([]);
  });

  it('come in by a click on the screen for it, in their own language', async () => {
    const page = await product.enter('Amel');
    // A page that notices its end would lead to the sign-in by itself, over the next address.
    await page.goto('about:blank');
    await page.context().clearCookies();
    await page.goto(`${product.url}/notifications`);
    await page.getByRole('button', { name: /Yacine/ }).click();
    await page.waitForURL(/\/notifications$/);
    await visible(page.getByRole('heading', { name: french.notification.title }));
    expect(product.faults()).toEqual([]);
  });

  it('answer each other with a quote', async () => {
    const a = await product.enter('Amel');
    const b = await product.enter('Yacine');
    await row(a, 'Yacine').getByRole('link').click();
    await row(b, 'Amel').getByRole('link').click();
    const question = message(b, 'Tomorrow after 17:00 works for me');
    await question.hover();
    await question.getByRole('button').last().click();
    await b.getByRole('menuitem', { name: FRENCH.reply }).click();
    await say(b, '17 h, c’est noté');
    const answer = message(a, '17 h, c’est noté');
    await visible(answer);
    await visible(answer.getByText('Tomorrow after 17:00 works for me'));
  });
});
