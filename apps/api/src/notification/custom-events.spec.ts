import type { CreatedNotificationDto, Envelope, NotificationDto, Page } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { CustomEvent } from './custom-event.schema';
import { CustomEvents } from './custom-events';

const KEY = 'the-key-of-the-marketplace-32-bytes';

describe(CustomEvents.name, () => {
  let server: TestApp;
  let yacine: TestPerson;
  let serial = 0;

  beforeAll(async () => {
    server = await startTestApp({ env: { SERVER_KEYS: KEY } });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    yacine = await buildPerson(server, { name: 'Yacine Benali', locale: 'fr' });
  });

  afterEach(() => yacine.disconnect());

  const build = (overrides: object = {}) => ({
    idempotencyKey: `order-${++serial}`,
    userId: yacine.id,
    category: 'activity',
    variants: { en: { title: 'Paid', text: 'Your order is paid.' }, fr: { title: 'Payé', text: 'Commande payée.' } },
    defaultLocale: 'en',
    link: '/orders/7',
    ...overrides,
  });

  async function send(body: unknown, authorization = `ServerKey ${KEY}`) {
    const response = await fetch(`${server.url}/api/notifications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Envelope<CreatedNotificationDto> };
  }

  const bell = async () => (await yacine.call<Page<NotificationDto>>('GET', '/notifications')).items;

  it('rings in the reader’s language, live', async () => {
    const tab = await yacine.connect();
    const rung = nextFact(tab, 'notification');
    const { status, body } = await send(build({ isCritical: true }));
    expect(status).toBe(201);
    const row = await rung;
    expect(row).toMatchObject({
      type: 'custom',
      category: 'activity',
      title: 'Payé',
      text: 'Commande payée.',
      link: '/orders/7',
      isCritical: true,
      data: {},
    });
    expect(body).toEqual({ success: true, data: { notification: row, duplicate: false } });
    expect(await bell()).toEqual([row]);
  });

  it('takes the default language when the reader’s is not there', async () => {
    await send(build({ variants: { ar: { title: 'مدفوع', text: 'تم الدفع' } }, defaultLocale: 'ar' }));
    expect(await bell()).toMatchObject([{ title: 'مدفوع' }]);
  });

  it('answers a repeat with the first row, however many come at once, and also once it is archived', async () => {
    const input = build();
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(input)));
    const [row] = await bell();
    expect(await bell()).toHaveLength(1);
    const duplicates = answers.map(({ body }) => body.success && body.data.duplicate);
    expect(duplicates.filter((duplicate) => duplicate === false)).toHaveLength(1);
    await yacine.call('POST', `/notifications/${row?.id}/archive`);
    const again = await send({ ...input, isCritical: false });
    expect(again.body).toMatchObject({ success: true, data: { duplicate: true, notification: { id: row?.id } } });
    expect(await bell()).toEqual([]);
  });

  it('refuses a key that was used for something else', async () => {
    const input = build();
    await send(input);
    expect(await send({ ...input, link: '/orders/8' })).toMatchObject({
      status: 409,
      body: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
    expect(await bell()).toHaveLength(1);
  });

  it('completes by a repeat what a crash left undone', async () => {
    const input = build();
    await send(input);
    const model = server.app.get<Model<CustomEvent>>(getModelToken(CustomEvent.name));
    const rows = server.app.get<Model<object>>(getModelToken('Notification'));
    await rows.collection.deleteMany({ type: 'custom' });
    await model.updateOne({ key: input.idempotencyKey }, { $set: { doneAt: null } });
    await send(input);
    expect(await bell()).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['an unknown category', { category: 'gossip' }, 'category'],
    ['an unknown language', { defaultLocale: 'de' }, 'defaultLocale'],
    ['no text in the default language', { defaultLocale: 'ar' }, 'variants'],
    ['too long a text', { variants: { en: { title: 'a', text: 'a'.repeat(2_001) } } }, 'variants.en.text'],
    ['a link that runs', { link: 'javascript:alert(1)' }, 'link'],
    ['a link elsewhere that looks like a path', { link: '//evil.example/x' }, 'link'],
    ['a link with a backslash', { link: '/\\evil.example' }, 'link'],
    ['a link without encryption', { link: 'http://shop.example/x' }, 'link'],
    ['no key', { idempotencyKey: ' ' }, 'idempotencyKey'],
    ['a foreign id', { userId: 'abc' }, 'userId'],
    ['a field that is not known', { senderId: 'x' }, 'senderId'],
  ])('refuses %s', async (_, part, field) => {
    const { status, body } = await send(build(part));
    expect(status).toBe(400);
    expect(body.success ? [] : Object.keys(body.error.fields ?? {})).toContain(field);
    expect(await bell()).toEqual([]);
  });

  it('says that nobody has an unknown id', async () => {
    expect(await send(build({ userId: '65f000000000000000000000' }))).toMatchObject({
      status: 404,
      body: { error: { code: 'USER_NOT_FOUND' } },
    });
  });

  it('is for the marketplace’s server alone', async () => {
    expect((await send(build(), '')).status).toBe(401);
    expect((await send(build(), `ServerKey ${'x'.repeat(32)}`)).status).toBe(401);
    expect((await send(build(), `Bearer ${yacine.session.accessToken}`)).status).toBe(401);
  });
});
