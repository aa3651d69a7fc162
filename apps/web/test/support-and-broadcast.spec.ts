import { FIRST_CATEGORY_LABELS } from '@app/contracts';
import english from '../messages/en.json';
import french from '../messages/fr.json';
import { describeInBrowser, withProduct } from './product';
import { bell, message, say, visible } from './steps';

describeInBrowser('support and broadcasts in browsers', () => {
  const product = withProduct();

  it('a customer asks on a phone, an agent finds it in the queue and answers, the customer sees it', async () => {
    const customer = await product.enter('Amel', { isPhone: true });
    const agent = await product.enter('Nadia');
    const words = english.support;
    await agent.goto(`${product.url}/desk?view=all`);
    await visible(agent.getByRole('heading', { level: 1 }));

    await customer.goto(`${product.url}/support/new`);
    await customer.getByLabel(words.subject).fill('My parcel went to Oran');
    await customer.getByRole('radio', { name: new RegExp(FIRST_CATEGORY_LABELS.complaint.en) }).click({ force: true });
    await customer.getByLabel(words.description).fill('It was meant for Algiers.');
    await customer.getByRole('button', { name: words.send }).click();
    await visible(message(customer, 'It was meant for Algiers.'));

    const queued = agent.getByRole('link').filter({ hasText: 'My parcel went to Oran' });
    await visible(queued);
    await queued.first().click();
    await visible(message(agent, 'It was meant for Algiers.'));
    await say(agent, 'We bring it to Algiers tomorrow.');
    await visible(message(customer, 'We bring it to Algiers tomorrow.'));

    await say(customer, 'Thank you!');
    await visible(message(agent, 'Thank you!'));
    expect(product.faults()).toEqual([]);
  });

  it('an admin composes a broadcast, confirms it with the number of people, and each reads it in their language', async () => {
    const admin = await product.enter('Karim');
    const reader = await product.enter('Yacine');
    const words = english.broadcast;
    await admin.goto(`${product.url}/broadcasts/new`);
    await admin.getByLabel(words.titleLabel).fill('Maintenance tonight');
    await admin.getByLabel(words.textLabel).fill('Parley sleeps from 2 to 3.');
    await admin.getByRole('tab', { name: /Français/ }).click();
    await admin.getByLabel(words.titleLabel).fill('Maintenance cette nuit');
    await admin.getByLabel(words.textLabel).fill('Parley dort de 2 h à 3 h.');
    await admin.getByRole('button', { name: words.review }).click();
    const confirm = admin.getByRole('alertdialog').or(admin.getByRole('dialog'));
    await visible(confirm.getByText(/7/));
    await confirm.getByRole('button', { name: /Send/ }).click();
    await admin.waitForURL(/\/broadcasts(\/[0-9a-f]{24})?$/);

    await visible(bell(reader).getByText(/\d/));
    await bell(reader).click();
    await visible(reader.getByRole('dialog').getByText('Maintenance cette nuit'));
    await reader.getByRole('button', { name: french.notification.readAll }).click();
    expect(product.faults()).toEqual([]);
  });

  it('keeps customers out of the desk and of broadcasts', async () => {
    const customer = await product.enter('Lina');
    for (const path of ['/desk', '/broadcasts']) {
      await customer.goto(`${product.url}${path}`);
      await visible(customer.getByText(french.support.forbiddenTitle));
    }
  });
});
