import { randomUUID } from 'node:crypto';
import { FIRST_CATEGORY_LABELS, type SupportTicketDto } from '@app/contracts';
import type { Locator, Page } from 'playwright-core';
import arabic from '../messages/ar.json';
import english from '../messages/en.json';
import french from '../messages/fr.json';
import { describeInBrowser, withProduct } from './product';
import { gone, message, say, visible } from './steps';

const QUESTION = 'طلبته قبل أسبوع ولم يصل بعد.';
const ANSWER = 'نبحث عن طردك منذ هذا الصباح.';
const NOTE = 'Le transporteur ne répond pas.';

/** The words of a text with values in it, whatever these are. */
const around = (text: string) => new RegExp(text.replace(/\{[^}]*\}/g, '.*'));
const row = (page: Page, text: string): Locator => page.getByRole('link').filter({ hasText: text });

/** Chooses in a menu that a button opens. */
async function choose(page: Page, button: string | RegExp, item: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).first().click();
  const menu = page.getByRole('menu');
  await menu
    .getByRole('menuitem', { name: item })
    .or(menu.getByRole('menuitemradio', { name: item }))
    .first()
    .click();
}

describeInBrowser('a day at the desk', () => {
  const product = withProduct();

  it('from a question in Arabic to its rating, by two agents who see each other', async () => {
    // Its own, also when it is played again
    const key = randomUUID().slice(0, 8);
    const subject = `لم يصل طردي ${key}`;
    const setup = await product.act('Karim');
    const variants = { ar: 'مرحبا {{customer.name|صديقنا}}، '.concat(ANSWER), fr: 'Nous cherchons votre colis.' };
    await setup.post('canned-replies', { shortcut: `parcel-${key}`, title: 'Parcel', isTeam: true, variants });
    const customer = await product.enter('نور', { isPhone: true });
    const agent = await product.enter('Nadia');
    const lead = await product.enter('Karim');

    // Tickets come to the agent from now on
    await agent.goto(`${product.url}/desk`);
    await visible(agent.getByRole('switch'));
    const isOff = (await agent.getByText(french.desk.agents.off).count()) > 0;
    if (isOff) await agent.getByRole('switch').click({ force: true });
    await visible(agent.getByText(french.desk.agents.on));
    await agent.getByRole('radio', { name: french.desk.view.mine }).click();

    // A question in Arabic comes to her by itself
    await customer.goto(`${product.url}/support/new`);
    await customer.getByLabel(arabic.support.subject).fill(subject);
    const category = new RegExp(FIRST_CATEGORY_LABELS.complaint.ar);
    await customer.getByRole('radio', { name: category }).click({ force: true });
    await customer.getByLabel(arabic.support.description).fill(QUESTION);
    await customer.getByRole('button', { name: arabic.support.send }).click();
    await visible(message(customer, QUESTION));
    const ticketId = new URL(customer.url()).pathname.split('/').at(-1) ?? '';
    await row(agent, subject).first().click();
    await visible(message(agent, QUESTION));

    // A canned reply, in the customer's language
    await agent.getByRole('textbox').last().pressSequentially(`/parcel-${key}`);
    await agent.getByRole('option', { name: key }).click();
    await agent.getByRole('textbox').last().press('Enter');
    await visible(message(customer, ANSWER));

    // Two agents see each other, and a note that the customer does not
    await lead.goto(`${product.url}/desk/${ticketId}`);
    await visible(lead.getByText(/Nadia.* also here/));
    await visible(agent.getByText(/Karim.* aussi ici/));
    await agent.getByRole('button', { name: french.desk.note, exact: true }).click();
    await agent.getByLabel(french.desk.noteLabel).fill(NOTE);
    await agent.getByRole('button', { name: french.desk.addNote }).click();
    await visible(lead.getByText(NOTE));

    // Up to the lead
    await choose(agent, french.desk.more, french.desk.escalate);
    await agent.getByLabel(french.desk.escalateReason).fill('Il faut appeler le transporteur.');
    await agent.getByRole('button', { name: french.desk.escalateDo }).click();
    await visible(lead.getByRole('region', { name: english.desk.escalated }).getByText('Il faut appeler'));

    // The customer has asked twice: the two become one
    const asker = await product.act('نور');
    const second = await asker.post<SupportTicketDto>('support-tickets', {
      subject: 'أين طردي؟',
      category: 'complaint',
      description: 'سألت من قبل.',
      clientMsgId: randomUUID(),
    });
    await lead.goto(`${product.url}/desk/${second.id}`);
    await choose(lead, english.desk.more, english.desk.merge);
    await lead.getByRole('dialog').getByRole('button').filter({ hasText: subject }).click();
    await lead.waitForURL(new RegExp(`/desk/${ticketId}$`));
    await visible(lead.getByText(around(english.desk.relation.merged)));

    // Solved, opened again by the customer, solved for good, and rated
    const status = new RegExp(`^${english.desk.status}`);
    await choose(lead, status, new RegExp(`^${english.support.state.solved}`));
    const card = customer.getByRole('region', { name: arabic.support.rate.title });
    await visible(card);
    await customer.getByRole('textbox').last().fill('لم يصل شيء!');
    await customer.getByRole('button', { name: arabic.composer.send, exact: true }).click();
    await visible(lead.getByRole('button', { name: `${english.desk.status} ${english.support.state.open}` }));
    await gone(card);
    await choose(lead, status, new RegExp(`^${english.support.state.solved}`));
    await customer
      .getByRole('radio', { name: around(arabic.support.rate.score.replace('{score}', '4')) })
      .click({ force: true });
    await customer.getByRole('button', { name: arabic.support.rate.send }).click();
    await visible(card.getByText(arabic.support.rate.thanks));
    await visible(lead.getByText(around(english.desk.history.rating.replace(/^.*\}/, ''))));

    expect(await customer.getByText(NOTE).count()).toBe(0);
    expect(product.faults()).toEqual([]);
  });

  it('a broken promise shows in the queue and on the ticket', async () => {
    const lead = await product.enter('Karim');
    const first = english.desk.sla.target.firstResponse;
    await lead.goto(`${product.url}/admin/sla`);
    await lead.getByRole('radio', { name: english.support.priority.high }).click();
    await lead.getByRole('combobox', { name: english.sla.unitOf.replace('{name}', first) }).selectOption('minutes');
    await lead.getByRole('textbox', { name: first }).fill('1');
    await lead.getByRole('button', { name: english.sla.save }).click();
    await visible(lead.getByText(english.sla.saved, { exact: true }));

    await lead.goto(`${product.url}/desk`);
    await row(lead, 'Les photos ne partent pas').click();
    await visible(message(lead, 'Depuis hier'));
    await choose(lead, new RegExp(`^${english.desk.priority}`), english.support.priority.high);
    const overdue = 'First answer overdue';
    await visible(row(lead, 'Les photos ne partent pas').getByText(overdue));
    await visible(lead.getByRole('toolbar', { name: english.desk.actions }).getByText(overdue));
    expect(product.faults()).toEqual([]);
  });

  it('a guest without an account comes back by the link, on any device', async () => {
    const agent = await product.enter('Nadia');
    const subject = `Lost bag ${randomUUID().slice(0, 8)}`;
    const anonymous = async (address: string) => {
      const context = await agent.context().browser()?.newContext({ locale: 'en' });
      if (!context) throw new Error('There is no browser.');
      const page = await context.newPage();
      await page.goto(address);
      await page.waitForLoadState('networkidle');
      return page;
    };
    const guest = await anonymous(`${product.url}/support/guest`);
    await guest.getByLabel(english.auth.name).fill('Rosa');
    await guest.getByLabel(english.auth.email).fill('rosa@example.com');
    await guest.getByLabel(english.support.subject).fill(subject);
    await guest.getByLabel(english.support.description).fill('I left it in the flat.');
    await guest.getByRole('button', { name: english.support.send }).click();
    await visible(message(guest, 'I left it in the flat.'));
    await guest.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await guest.getByText(english.guest.copy).click();
    await visible(guest.getByText(english.guest.copied));
    const link = String(await guest.evaluate('navigator.clipboard.readText()'));
    await guest.context().close();

    await agent.goto(`${product.url}/desk`);
    await row(agent, subject).first().click();
    await visible(message(agent, 'I left it in the flat.'));
    await say(agent, 'We found it.');
    const elsewhere = await anonymous(link);
    await visible(message(elsewhere, 'We found it.'));
    await elsewhere.context().close();
    expect(product.faults()).toEqual([]);
  });
});
