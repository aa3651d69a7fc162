import { randomUUID } from 'node:crypto';
import {
  type ChatDto,
  type CreateNotificationInput,
  MUTED_FOR_EVER,
  type PreferencesDto,
  type PushPayloadDto,
} from '@app/contracts';
import type { Page, Worker } from 'playwright-core';
import english from '../messages/en.json';
import french from '../messages/fr.json';
import { findings } from './axe';
import { describeInBrowser, withProduct } from './product';
import { chatWith } from './session';
import { composer, gone, message, reloadUntil, say, visible } from './steps';

const SERVER_KEY = 'a-key-of-the-marketplace-for-browser-tests';

interface Shown {
  tag: string;
  title: string;
  body: string;
}

/** What this browser shows outside of the page, once the one by the tag is among it; a worker shows it by and by. */
const shownWith = (page: Page, tag: string) =>
  page.evaluate(`(async () => {
    const registration = await navigator.serviceWorker.ready;
    for (let tries = 0; ; tries += 1) {
      const all = await registration.getNotifications();
      if (tries === 900 || all.some(({ tag }) => tag === ${JSON.stringify(tag)}))
        return all.map(({ tag, title, body }) => ({ tag, title, body }));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })()`) as Promise<Shown[]>;

/** Answers how to hand a push to the page's service worker, as the push service of the browser's maker would. */
async function connectPush(page: Page, origin: string): Promise<(payload: PushPayloadDto) => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  await page.evaluate(`(async () => {
    const claimed = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
    await navigator.serviceWorker.register('/sw.js');
    if (!navigator.serviceWorker.controller) await claimed;
  })()`);
  const registrationId = await registered;
  return async (payload) => {
    await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(payload) });
  };
}

/** A click on what is shown, which no browser lets a program do; it may then not bring a window to the front either. */
const clickOn = (worker: Worker, tag: string) =>
  worker.evaluate(`(async () => {
    const focused = [];
    WindowClient.prototype.focus = async function () {
      focused.push(this.url);
      return this;
    };
    const [notification] = await registration.getNotifications({ tag: ${JSON.stringify(tag)} });
    const click = new NotificationEvent('notificationclick', { notification });
    const done = new Promise((resolve) => (click.waitUntil = resolve));
    dispatchEvent(click);
    await done;
    return focused;
  })()`) as Promise<string[]>;

/** Runs in every page before its own scripts: all windows of this browser are behind another, and notes that sound are counted. */
const BEHIND_AND_COUNTED = `
  document.hasFocus = () => false;
  window.addEventListener('focus', (event) => event.stopImmediatePropagation(), true);
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...when) {
    localStorage.setItem('notes', Number(localStorage.getItem('notes')) + 1);
    return start.apply(this, when);
  };
`;
const NOTES_OF_A_CHIME = 2;

describeInBrowser('news outside of the page', () => {
  const product = withProduct({ SERVER_KEYS: SERVER_KEY });

  async function tell(event: Pick<CreateNotificationInput, 'userId' | 'isCritical'>, title: string): Promise<void> {
    const text = { title, text: 'See your orders.' };
    const input = {
      idempotencyKey: title,
      category: 'activity',
      variants: { en: text },
      defaultLocale: 'en',
      ...event,
    };
    const response = await fetch(`${product.url}/api/notifications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `ServerKey ${SERVER_KEY}` },
      body: JSON.stringify(input),
    });
    expect(response.status).toBe(201);
  }

  it('waits for the end of the quiet hours, and what is critical does not: it is in the outbox, and the log says why', async () => {
    const { settings, decisions } = english;
    const page = await product.enter('Amel');
    const amel = await product.act('Amel');
    await page.goto(`${product.url}/settings`);
    await page.getByRole('switch', { name: settings.quietOn }).click({ force: true });
    await page.getByLabel(settings.quietFrom, { exact: true }).fill('00:00');
    await page.getByLabel(settings.quietTo, { exact: true }).fill('00:00');
    await visible(page.getByText(settings.saved, { exact: true }));
    await page.reload();
    await visible(page.getByLabel(settings.quietTo, { exact: true }));
    const { quietHours } = await amel.get<PreferencesDto>('notifications/preferences');
    expect(quietHours).toEqual({ isOn: true, from: '00:00', to: '00:00' });

    const { id: userId } = await amel.get<{ id: string }>('auth/me');
    await tell({ userId }, 'Order 7 is packed');
    await tell({ userId, isCritical: true }, 'Order 8 was paid twice');
    await page.goto(`${product.url}/settings/log`);
    const lineOf = (title: string, outcome: string) =>
      page.getByRole('listitem').filter({ hasText: title }).getByText(outcome);
    const email = { channel: settings.channelShort.email };
    const held = fill(decisions.lineWhy, {
      ...email,
      outcome: decisions.outcome.held,
      reason: decisions.reason.quietHours,
    });
    const sent = fill(decisions.line, { ...email, outcome: decisions.outcome.sent });
    await reloadUntil(page, lineOf('Order 7 is packed', held));
    await reloadUntil(page, lineOf('Order 8 was paid twice', sent));

    const admin = await product.enter('Karim');
    await admin.goto(`${product.url}/settings/outbox`);
    const letter = (title: string) => admin.getByRole('list', { name: settings.outbox }).getByText(title);
    await reloadUntil(admin, letter('Order 8 was paid twice'));
    expect(await letter('Order 7 is packed').count()).toBe(0);
    await letter('Order 8 was paid twice').click();
    await visible(admin.getByText(/See your orders/));
    await admin.getByText(settings.letterSource).click();
    await visible(admin.getByText(/List-Unsubscribe-Post/));
    expect(product.faults()).toEqual([]);
  });

  it('is shown once per chat, and a click leads a window that is open to the chat', async () => {
    const page = await product.enter('Amel');
    await page.context().grantPermissions(['notifications']);
    const amel = await product.act('Amel');
    const url = `/chats/${await chatWith(amel, 'Yacine', 'Rockrider')}`;
    const push = await connectPush(page, product.url);
    const payload = { tag: `chat:${url}`, title: 'Yacine', url, lang: 'en', dir: 'ltr', isSilent: false } as const;
    await push({ ...payload, body: 'Are you there?' });
    await push({ ...payload, body: 'I am at the station' });
    await push({ ...payload, tag: 'chat:another', title: 'Lina', body: 'Hello', url: '/chats' });
    const both = await shownWith(page, 'chat:another');
    expect(both.map(({ title, body }) => `${title}: ${body}`).sort()).toEqual([
      'Lina: Hello',
      'Yacine: I am at the station',
    ]);

    const [worker] = page.context().serviceWorkers();
    if (!worker) throw new Error('No service worker runs');
    const focused = await clickOn(worker, payload.tag);
    expect(focused).toEqual([`${product.url}/chats`]);
    await page.waitForURL(`**${url}`);
    await visible(page.getByRole('log'));
    expect((await shownWith(page, 'chat:another')).map(({ tag }) => tag)).toEqual(['chat:another']);
    expect(product.faults()).toEqual([]);
  });

  it('is a mention in a muted group, told once by two tabs, and read in the chat', async () => {
    const [amel, yacine] = [await product.act('Amel'), await product.act('Yacine')];
    const ids = await Promise.all(
      [yacine, await product.act('Lina')].map((each) => each.get<{ id: string }>('auth/me')),
    );
    const group = await amel.post<ChatDto>('chats', {
      type: 'group',
      title: 'Moving day',
      memberIds: ids.map(({ id }) => id),
      clientChatId: randomUUID(),
    });
    await yacine.put(`chats/${group.id}/preferences`, { mutedUntil: MUTED_FOR_EVER });
    const [writer, tab] = [await product.enter('Amel'), await product.enter('Yacine')];
    await tab.context().grantPermissions(['notifications']);
    await tab.context().addInitScript(BEHIND_AND_COUNTED);
    const otherTab = await tab.context().newPage();
    for (const each of [tab, otherTab]) {
      await each.goto(`${product.url}/notifications`);
      await visible(each.getByRole('link', { name: french.settings.title }));
      // A page that nobody has touched may not sound.
      await each.keyboard.press('Shift');
    }

    await writer.goto(`${product.url}/chats/${group.id}`);
    await say(writer, 'Just chatting');
    await visible(message(writer, 'Just chatting'));
    await composer(writer).pressSequentially('Bring the van, @yac');
    const people = writer.getByRole('listbox', { name: english.mention.list });
    await visible(people.getByRole('option', { name: /Yacine/ }));
    expect(await findings(writer)).toEqual([]);
    await composer(writer).press('Enter');
    await gone(people);
    await composer(writer).press('Enter');

    const row = tab.getByRole('listitem').filter({ hasText: 'vous mentionne' });
    await visible(row.getByText('Bring the van, @Yacine Benali'));
    const [shown, ...others] = await shownWith(tab, `chat:${group.id}`);
    expect(shown).toMatchObject({ tag: `chat:${group.id}`, body: 'Bring the van, @Yacine Benali' });
    expect(others).toEqual([]);
    expect(await tab.evaluate('Number(localStorage.getItem("notes"))')).toBe(NOTES_OF_A_CHIME);

    await row.getByRole('link').click();
    await visible(message(tab, 'Bring the van').locator('mark').getByText('@Yacine Benali'));
    expect(product.faults()).toEqual([]);
  });
});

function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
