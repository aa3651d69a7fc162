import type { DecisionDto, Page, PushKeyDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { startPushService, TestBrowser, vapidClaims } from '../../../testing/push-service';
import { startTestApp, type TestApp } from '../../../testing/test-app';
import { buildPerson, type TestPerson } from '../../../testing/test-person';
import { PushSubscription } from './push-subscription.schema';

describe('push', () => {
  let service: Awaited<ReturnType<typeof startPushService>>;
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let browser: TestBrowser;

  beforeAll(async () => {
    service = await startPushService();
    server = await startTestApp({ env: { PUSH_ALLOW_LOCAL: 'on' } });
  });

  afterAll(async () => {
    await server?.stop();
    await service?.stop();
  });

  beforeEach(async () => {
    service.answer(201);
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
    browser = new TestBrowser(service.url);
    await yacine.call('POST', '/push/subscriptions', browser.subscription);
  });

  afterEach(() => {
    amel.disconnect();
    yacine.disconnect();
  });

  const prefer = (body: object) => yacine.call('PUT', '/notifications/preferences', body);
  const devices = () =>
    server.app.get<Model<object>>(getModelToken(PushSubscription.name)).countDocuments({
      endpoint: browser.subscription.endpoint,
    });

  /** What the log says of push, the newest first, once it says so much. */
  async function pushDecisions(atLeast: number): Promise<string[]> {
    for (;;) {
      const { items } = await yacine.call<Page<DecisionDto>>('GET', '/notifications/decisions');
      // Several that came at once are one line of the log.
      const each = items.flatMap(({ count, decisions }) => Array.from({ length: count }, () => decisions));
      const said = each.flatMap((decisions) => decisions.filter(({ channel }) => channel === 'push'));
      if (said.length >= atLeast) return said.map(({ outcome, reason }) => [outcome, reason].filter(Boolean).join(' '));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('reaches a browser, which alone can read it, signed with the key it was subscribed to', async () => {
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'Is it still there?');
    const delivery = await service.deliveryTo(browser);
    expect(delivery.body.toString('latin1')).not.toContain('still');
    expect(browser.read(delivery)).toEqual({
      tag: `chat:${chat.id}`,
      title: 'Amel Haddad',
      body: 'Is it still there?',
      url: `/chats/${chat.id}`,
      lang: 'en',
      dir: 'ltr',
      isSilent: false,
    });
    const { publicKey } = await yacine.call<PushKeyDto>('GET', '/push/key');
    expect(vapidClaims(delivery, publicKey)).toMatchObject({ aud: service.url });
    expect(delivery.headers).toMatchObject({ ttl: '86400', urgency: 'normal' });
    expect(await pushDecisions(2)).toEqual(['sent', 'queued']);
    expect(() => new TestBrowser(service.url).read(delivery)).toThrow();
  });

  it('says nothing of what was said when the text is to be hidden', async () => {
    await prefer({ hidesText: true, hasSound: false });
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'a secret');
    const payload = browser.read(await service.deliveryTo(browser));
    expect(payload).toMatchObject({ title: 'Parley', body: 'New message', isSilent: true });
    expect(JSON.stringify(payload)).not.toContain('Amel');
  });

  it('comes without a row in the bell, when that is what the person wants', async () => {
    await prefer({ channels: { message: { inApp: false } } });
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'hello');
    expect(browser.read(await service.deliveryTo(browser))).toMatchObject({ title: 'New message', body: '' });
    expect(await yacine.call('GET', '/notifications/counts')).toEqual({ unseen: 0, unread: 0 });
  });

  it('is silent for what is in front of the person, muted, unwanted, or comes in quiet hours', async () => {
    const chat = await amel.chatWith(yacine);
    const tab = await yacine.connect();
    await yacine.emit(tab, 'openChat', { chatId: chat.id, isFocused: true });
    await amel.send(chat.id, 'seen at once');
    expect(await pushDecisions(1)).toEqual(['suppressed openChat']);

    const other = await amel.chatWith(yacine, { type: 'order', id: '7', title: 'Order 7' });
    await amel.send(other.id, 'elsewhere');
    expect((await pushDecisions(3))[0]).toBe('suppressed present');
    await yacine.emit(tab, 'closeChat', { chatId: chat.id });

    await prefer({ quietHours: { isOn: true, from: '00:00', to: '00:00' } });
    await amel.send(chat.id, 'at night');
    expect((await pushDecisions(4))[0]).toBe('suppressed quietHours');
    await prefer({ quietHours: { isOn: false, from: '00:00', to: '00:00' }, channels: { message: { push: false } } });
    await amel.send(chat.id, 'unwanted');
    expect((await pushDecisions(5))[0]).toBe('suppressed preference');
    expect(service.deliveries.filter(({ path }) => path === browser.path)).toEqual([]);
  });

  it.each([404, 410])('forgets a browser that is gone (%i)', async (status) => {
    service.answer(status);
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'hello');
    await service.deliveryTo(browser);
    expect((await pushDecisions(2))[0]).toBe('suppressed noDevice');
    expect(await devices()).toBe(0);
    await amel.send(chat.id, 'again');
    expect((await pushDecisions(3))[0]).toBe('suppressed noDevice');
    expect(service.deliveries.filter(({ path }) => path === browser.path)).toHaveLength(1);
  });

  it('comes again when the push service has a bad moment, and the browser is kept', async () => {
    service.answer(503);
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'hello');
    await service.deliveryTo(browser);
    service.answer(201);
    expect(browser.read(await service.deliveryTo(browser, 1))).toMatchObject({ body: 'hello' });
    expect((await pushDecisions(3)).slice(0, 3)).toEqual(['sent', 'failed channelError', 'queued']);
    expect(await devices()).toBe(1);
  });

  it('is cancelled by reading while the push service was away', async () => {
    service.answer(503);
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'hello');
    await service.deliveryTo(browser);
    await yacine.call('PUT', `/chats/${chat.id}/read`, { seq: 1 });
    expect((await pushDecisions(3))[0]).toBe('suppressed read');
  });

  it('ends when the browser is unsubscribed, and belongs to who subscribed in it last', async () => {
    await amel.call('POST', '/push/subscriptions', browser.subscription);
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'hello');
    expect(await pushDecisions(1)).toEqual(['suppressed noDevice']);
    await yacine.call('POST', '/push/unsubscribe', { endpoint: browser.subscription.endpoint });
    expect(await devices()).toBe(1);
    await amel.call('POST', '/push/unsubscribe', { endpoint: browser.subscription.endpoint });
    expect(await devices()).toBe(0);
  });

  it('takes https endpoints only, unless tests are set up to', async () => {
    const strict = await startTestApp();
    try {
      const person = await buildPerson(strict);
      const { keys } = browser.subscription;
      for (const endpoint of ['http://push.example/x', 'ftp://push.example/x', 'nowhere']) {
        expect(await person.request('POST', '/push/subscriptions', { endpoint, keys })).toMatchObject({
          status: 400,
          body: { error: { fields: { endpoint: expect.any(String) } } },
        });
      }
    } finally {
      await strict.stop();
    }
  });
});
