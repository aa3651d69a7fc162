import type { Locator, Page } from 'playwright-core';
import arabic from '../messages/ar.json';
import english from '../messages/en.json';
import french from '../messages/fr.json';
import { describeInBrowser, withProduct } from './product';
import { composer, gone, message, say, visible } from './steps';

type Texts = typeof english;

const list = (page: Page, texts: Texts) => page.getByRole('list', { name: texts.inbox.list });
const rows = (page: Page, texts: Texts) => list(page, texts).getByRole('listitem');
const row = (page: Page, texts: Texts, text: string) => rows(page, texts).filter({ hasText: text });
const filter = (page: Page, name: string) => page.getByRole('radio', { name }).click();
/** The number before the page's title, as the server counts it. */
const badge = async (page: Page) => Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0);
/** The same number beside the way to the chats. */
async function badgeBecomes(page: Page, count: number): Promise<void> {
  const link = page.getByRole('navigation').getByRole('link').nth(1);
  if (count > 0) await visible(link.getByText(String(count), { exact: true }));
  else await gone(link.getByText(/^\d+$/));
}

/** Chooses from the menu of a row, which the other mouse button opens. */
async function choose(page: Page, of: Locator, ...items: string[]): Promise<void> {
  await of.getByRole('link').click({ button: 'right' });
  for (const item of items) await page.getByRole('menuitem', { name: item, exact: true }).click();
  await gone(page.getByRole('menu'));
}

const LANGUAGES = [
  { language: 'English', texts: english, me: 'Amel', other: 'Yacine', otherTexts: french, context: 'Rockrider' },
  { language: 'Arabic', texts: arabic, me: 'نور', other: 'سمير', otherTexts: arabic, context: 'iPhone 13' },
];

describeInBrowser('the list of chats', () => {
  const product = withProduct();

  it.each(LANGUAGES)(
    'pins, mutes, archives and marks unread: $language',
    async ({ texts, me, other, otherTexts, context }) => {
      const a = await product.enter(me);
      const b = await product.enter(other);
      const mine = () => row(a, texts, other).filter({ hasText: context });
      await row(b, otherTexts, me).filter({ hasText: context }).getByRole('link').click();
      await visible(b.getByRole('log'));
      await say(b, 'one');
      await visible(mine().getByText('one'));

      // Marked read without opening it, then unread again, also after a reload.
      const quiet = (await badge(a)) - 1;
      await choose(a, mine(), texts.chatMenu.markRead);
      await badgeBecomes(a, quiet);
      await choose(a, mine(), texts.chatMenu.markUnread);
      await visible(mine().getByText(texts.inbox.markedUnread));
      await badgeBecomes(a, quiet + 1);
      await a.reload();
      await visible(mine().getByText(texts.inbox.markedUnread));
      expect(await badge(a)).toBe(quiet + 1);

      // Muted: it counts in its row, and not in the badge.
      await choose(a, mine(), texts.chatMenu.markRead);
      await badgeBecomes(a, quiet);
      await choose(a, mine(), texts.chatMenu.mute, texts.chatMenu.muteHours);
      await visible(mine().getByText(texts.inbox.muted, { exact: true }));
      await say(b, 'two');
      await visible(mine().getByText('two'));
      expect(await badge(a)).toBe(quiet);

      // Archived with a way back; a muted chat stays in the archive, one that sounds comes back.
      await choose(a, mine(), texts.chatMenu.archive);
      await gone(mine());
      await a.getByRole('button', { name: texts.notice.undo }).click();
      await visible(mine());
      await choose(a, mine(), texts.chatMenu.archive);
      await gone(mine());
      await say(b, 'three');
      await filter(a, texts.inbox.filterName.archived);
      await visible(mine().getByText('three'));
      await choose(a, mine(), texts.chatMenu.unmute);
      await say(b, 'four');
      await gone(mine());
      await filter(a, texts.inbox.filterName.all);
      await visible(mine().getByText('four'));

      // Pinned above the newest, also after a reload.
      await choose(a, mine(), texts.chatMenu.pin);
      await visible(rows(a, texts).first().filter({ hasText: other }).getByText(texts.inbox.pinned, { exact: true }));
      await a.reload();
      await visible(rows(a, texts).first().filter({ hasText: other }).getByText(texts.inbox.pinned, { exact: true }));
      await choose(a, mine(), texts.chatMenu.unpin);
      await gone(mine().getByText(texts.inbox.pinned, { exact: true }));

      // What waits for an answer waits until it is answered.
      await filter(a, texts.inbox.filterName.awaitingReply);
      await mine().getByRole('link').click();
      await visible(message(a, 'four'));
      await say(a, 'five');
      await gone(mine());
      await visible(message(b, 'five'));
      expect(product.faults()).toEqual([]);
    },
  );

  it('opens the actions by keyboard, and by a long press on a phone', async () => {
    const a = await product.enter('Amel');
    await row(a, english, 'Yacine').first().getByRole('link').focus();
    await a.keyboard.press('Shift+F10');
    await visible(a.getByRole('menuitem', { name: english.chatMenu.pin, exact: true }));
    await a.keyboard.press('Escape');
    await gone(a.getByRole('menu'));
    expect(await a.evaluate('document.activeElement.dataset.chatId !== undefined')).toBe(true);

    const phone = await product.enter('Amel', { isPhone: true });
    const box = await row(phone, english, 'Yacine').first().boundingBox();
    if (!box) throw new Error('The row is not on the screen');
    const finger = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const devtools = await phone.context().newCDPSession(phone);
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [finger] });
    await visible(phone.getByRole('menu'));
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await phone.getByRole('menuitem', { name: english.chatMenu.pin, exact: true }).tap();
    await visible(row(phone, english, 'Yacine').first().getByText(english.inbox.pinned, { exact: true }));
    expect(new URL(phone.url()).pathname).toBe('/chats');
    await visible(row(a, english, 'Yacine').first().getByText(english.inbox.pinned, { exact: true }));
    expect(product.faults()).toEqual([]);
  });

  it('follows a group from its making to its end, in the words of each', async () => {
    const [owner, yacine, lina] = [
      await product.enter('Amel'),
      await product.enter('Yacine'),
      await product.enter('Lina'),
    ];
    await owner.getByRole('button', { name: english.inbox.new }).click();
    await owner.getByRole('button', { name: english.newChat.group }).click();
    await owner.getByRole('textbox', { name: english.group.title }).fill('Moving day');
    for (const name of ['Yacine', 'Lina']) {
      await owner.getByRole('searchbox', { name: english.newChat.search }).fill(name);
      await owner.getByRole('option', { name }).click();
    }
    await owner.getByRole('button', { name: english.group.create }).click();
    await visible(owner.getByRole('heading', { name: 'Moving day' }));
    await visible(owner.getByRole('log').getByText('You created the group'));
    await say(owner, 'Who has a van?');
    await visible(row(yacine, french, 'Moving day').getByText('Amel : Who has a van?'));
    await row(yacine, french, 'Moving day').getByRole('link').click();
    await row(lina, french, 'Moving day').getByRole('link').click();
    await visible(message(lina, 'Who has a van?'));
    const people = owner.getByRole('list', { name: english.chat.people });
    const actionsOf = (name: string) =>
      people.getByRole('listitem').filter({ hasText: name }).getByRole('button').click();

    // An admin renames; all see it at once, each in their own words.
    await actionsOf('Yacine');
    await owner.getByRole('menuitem', { name: english.group.makeAdmin }).click();
    await yacine.getByRole('button', { name: french.group.rename }).click();
    await yacine.getByRole('textbox', { name: french.group.title }).fill('Déménagement');
    await yacine.getByRole('button', { name: french.group.save, exact: true }).click();
    await visible(owner.getByRole('log').getByText(/Yacine Benali.* named the group “.*Déménagement/));
    await visible(row(lina, french, 'Déménagement'));

    // Lina is taken out while she looks at it.
    await actionsOf('Lina');
    await owner.getByRole('menuitem', { name: english.group.remove }).click();
    await owner.getByRole('alertdialog').getByRole('button', { name: english.group.removeConfirm }).click();
    await visible(lina.getByText(/Vous ne faites plus partie de « .*Déménagement/));
    await lina.waitForURL(/\/chats$/);
    await gone(row(lina, french, 'Déménagement'));
    await say(owner, 'Only the two of us now');
    await visible(message(yacine, 'Only the two of us now'));
    expect(await lina.getByText('Only the two of us now').count()).toBe(0);

    // She comes back, and reads on.
    await owner.getByRole('button', { name: english.group.add }).click();
    await owner.getByRole('searchbox', { name: english.newChat.search }).fill('Lina');
    await owner.getByRole('option', { name: 'Lina' }).click();
    await owner.getByRole('button', { name: 'Add 1 person' }).click();
    await row(lina, french, 'Déménagement').getByRole('link').click();
    await visible(lina.getByRole('log').getByText(/Amel Haddad.* vous a ajouté au groupe/));

    // The owner leaves: the admin has it now.
    await owner.getByRole('button', { name: english.group.leave }).click();
    await owner.getByRole('alertdialog').getByRole('button', { name: english.group.leaveConfirm }).click();
    await owner.waitForURL(/\/chats$/);
    await gone(row(owner, english, 'Déménagement'));
    await visible(yacine.getByRole('log').getByText(/Amel Haddad.* a quitté le groupe/));
    await visible(
      yacine
        .getByRole('list', { name: french.chat.people })
        .getByRole('listitem')
        .filter({ hasText: 'Yacine' })
        .getByText(french.group.role.owner),
    );
    expect(product.faults()).toEqual([]);
  });

  it('brings a person and the staff together in one standing chat', async () => {
    const lina = await product.enter('Lina');
    const agent = await product.enter('Nadia');
    await lina.getByRole('button', { name: french.inbox.new }).click();
    await lina.getByRole('button', { name: french.newChat.support }).click();
    await visible(composer(lina));
    await say(lina, 'Bonjour, une question');
    await agent.goto(`${product.url}/chats`);
    await filter(agent, french.inbox.filterName.support);
    await row(agent, french, 'Lina').getByRole('link').click();
    await visible(message(agent, 'Bonjour, une question'));
    await say(agent, 'Bonjour Lina');
    await visible(message(lina, 'Bonjour Lina'));
    expect(product.faults()).toEqual([]);
  });
});
