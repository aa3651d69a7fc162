import type { Locator, Page } from 'playwright-core';
import arabic from '../messages/ar.json';
import english from '../messages/en.json';
import french from '../messages/fr.json';
import { describeInBrowser, withProduct } from './product';
import { composer, gone, message, say, visible } from './steps';

type Words = typeof english;

interface Person {
  name: string;
  words: Words;
}

interface Pair {
  language: string;
  writer: Person;
  reader: Person;
  /** What their chat is about. */
  context: string;
  texts: { first: string; better: string; answer: string; secret: string };
  /** Begins a word of `better`, written another way. */
  query: string;
  /** How the picker finds the fire. */
  fire: string;
}

const PAIRS: Pair[] = [
  {
    language: 'English and French',
    writer: { name: 'Amel', words: english },
    reader: { name: 'Yacine', words: french },
    context: 'Rockrider',
    texts: {
      first: 'Shall we meat at the café?',
      better: 'Shall we meet at the café?',
      answer: 'Oui, à midi',
      secret: 'Not meant for you',
    },
    query: 'MEET CAF',
    fire: 'fire',
  },
  {
    language: 'Arabic, right to left',
    writer: { name: 'نور', words: arabic },
    reader: { name: 'سمير', words: arabic },
    context: 'iPhone 13',
    texts: {
      first: 'هل نلتقي اليوم أمام المحطة؟',
      better: 'هل نلتقي غدا أمام المحطّة القديمة؟',
      answer: 'نعم، بعد الظهر',
      secret: 'ليست لك',
    },
    query: 'امام المحطه',
    fire: 'نار',
  },
];

describeInBrowser('a conversation of two people', () => {
  const product = withProduct();

  async function openChat(page: Page, context: string): Promise<void> {
    await page.getByRole('navigation').getByRole('link').nth(1).click();
    await page.getByRole('listitem').filter({ hasText: context }).getByRole('link').first().click();
    await visible(page.getByRole('article'));
  }

  async function openMenu(page: Page, target: Locator, words: Words): Promise<void> {
    await target.hover();
    await target.getByRole('button', { name: words.message.actions }).click();
    await visible(page.getByRole('menu'));
  }

  async function choose(page: Page, target: Locator, words: Words, item: string): Promise<void> {
    await openMenu(page, target, words);
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  it.each(PAIRS)(
    'edit, react, answer, find, forward and delete: $language',
    async ({ writer, reader, context, texts, query, fire }) => {
      const a = await product.enter(writer.name);
      const b = await product.enter(reader.name);
      await openChat(a, context);
      await openChat(b, context);

      // Edited by the keyboard alone: the arrow up in the empty field.
      await say(a, texts.first);
      await visible(message(b, texts.first));
      await composer(a).press('ArrowUp');
      await visible(a.getByText(writer.words.composer.editing));
      await composer(a).fill(texts.better);
      await composer(a).press('Enter');
      await visible(message(b, texts.better).getByText(reader.words.message.edited));
      await gone(message(b, texts.first));

      // A quick reaction, then one found in the picker; both seen by the other, with the name.
      await openMenu(b, message(b, texts.better), reader.words);
      await b.getByRole('toolbar').getByRole('button').first().click();
      await visible(message(a, texts.better).getByRole('button', { name: /👍/ }));
      await message(b, texts.better).hover();
      await message(b, texts.better).getByRole('button', { name: reader.words.message.react, exact: true }).click();
      await b.getByRole('searchbox', { name: reader.words.message.searchReaction }).fill(fire);
      await b.getByRole('group', { name: reader.words.message.allReactions }).getByRole('button').first().click();
      const theirs = message(a, texts.better).getByRole('button', { name: /🔥/ });
      await visible(theirs);
      expect(await theirs.getAttribute('title')).toContain(reader.name);
      await message(b, texts.better).getByRole('button', { name: /👍/ }).click();
      await gone(message(a, texts.better).getByRole('button', { name: /👍/ }));

      // An answer that leads back to what it quotes.
      await choose(b, message(b, texts.better), reader.words, reader.words.message.reply);
      await say(b, texts.answer);
      const answer = message(a, texts.answer);
      await visible(answer.getByText(texts.better));
      await answer.getByRole('button').filter({ hasText: texts.better }).click();
      await visible(a.locator('article:focus').filter({ hasText: texts.better }));

      // Found by words written another way, and brought on screen.
      await a.getByRole('button', { name: writer.words.chat.search }).click();
      await a.getByRole('searchbox', { name: writer.words.search.inChat }).fill(query);
      const hit = a.getByRole('list', { name: writer.words.search.results }).getByRole('button').first();
      await visible(hit.getByText(texts.better.split(' ')[0] ?? ''));
      expect(await hit.locator('mark').count()).toBeGreaterThan(1);
      await a.keyboard.press('ArrowDown');
      await a.keyboard.press('Enter');
      await gone(a.getByRole('dialog'));
      await visible(a.locator('article:focus').filter({ hasText: texts.better }));

      // Forwarded to this very chat, where both see it marked.
      await choose(a, message(a, texts.answer).last(), writer.words, writer.words.message.forward);
      await a
        .getByRole('dialog')
        .getByRole('checkbox', { name: new RegExp(context) })
        .check();
      await a.getByRole('dialog').getByRole('button', { name: writer.words.forward.send, exact: true }).click();
      await visible(message(b, reader.words.message.forwarded).filter({ hasText: texts.answer }));

      // Deleted for both, after a question.
      await say(a, texts.secret);
      await visible(message(b, texts.secret));
      await choose(a, message(a, texts.secret), writer.words, writer.words.message.delete);
      await a.getByRole('alertdialog').getByRole('button', { name: writer.words.message.delete, exact: true }).click();
      await gone(message(b, texts.secret));
      await visible(message(b, reader.words.message.deleted));

      await a.reload();
      await visible(message(a, texts.better).getByText(writer.words.message.edited));
      expect(await message(a, texts.secret).count()).toBe(0);
      expect(product.faults()).toEqual([]);
    },
  );

  it('keeps what is unsent over other chats and a reload, with the quote', async () => {
    const page = await product.enter('Amel');
    const cancel = page.getByRole('button', { name: english.composer.cancelReply });
    await openChat(page, 'Rockrider');
    await choose(page, page.getByRole('article').first(), english, english.message.reply);
    await composer(page).fill('half a thought');
    await openChat(page, 'iPhone');
    await gone(cancel);
    expect(await composer(page).inputValue()).toBe('');
    const row = page.getByRole('listitem').filter({ hasText: 'Rockrider' });
    await visible(row.getByText('half a thought'));
    await page.reload();
    await visible(row.getByText('half a thought'));
    await openChat(page, 'Rockrider');
    await visible(cancel);
    expect(await composer(page).inputValue()).toBe('half a thought');
  });

  it('keeps what was typed before the page was awake', async () => {
    const page = await product.enter('Amel');
    await openChat(page, 'Rockrider');
    let wake = () => {};
    const isWanted = new Promise<void>((resolve) => {
      wake = resolve;
    });
    await page.route(/\/_next\/static\/.*\.js/, async (route) => {
      await isWanted;
      await route.continue();
    });
    await page.evaluate('window.isBefore = true');
    const reload = page.reload();
    await page.waitForFunction(() => !('isBefore' in window) && document.getElementById('composer') !== null);
    await composer(page).fill('quicker than the page');
    wake();
    await reload;
    await visible(page.getByRole('button', { name: english.composer.send, exact: true }));
    expect(await composer(page).inputValue()).toBe('quicker than the page');
    await composer(page).press('Enter');
    await visible(message(page, 'quicker than the page'));
    expect(product.faults()).toEqual([]);
  });

  it('opens the menu under a finger, and deletes on a phone', async () => {
    const page = await product.enter('Amel', { isPhone: true });
    await page.getByRole('link').filter({ hasText: 'Rockrider' }).click();
    await visible(page.getByRole('article'));
    await say(page, 'Written with a thumb');
    const own = message(page, 'Written with a thumb');
    await visible(own.getByText(english.message.sent));
    const finger = { pointerType: 'touch', isPrimary: true };
    await own.dispatchEvent('pointerdown', finger);
    await visible(page.getByRole('menu'));
    await own.dispatchEvent('pointerup', finger);
    await page.getByRole('menuitem', { name: english.message.delete, exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: english.message.delete, exact: true }).click();
    await gone(own);
  });
});
