import type {
  CreatedNotificationDto,
  Envelope,
  ExternalUserDto,
  NotificationDto,
  NotificationTemplateDto,
  Page,
} from '@app/contracts';
import { startTestApp, type TestApp } from '../../testing/test-app';
import { buildPerson, type TestPerson } from '../../testing/test-person';
import { NotificationTemplates } from './templates';

const KEY = 'the-key-of-the-marketplace-32-bytes';

describe(NotificationTemplates.name, () => {
  let server: TestApp;
  let yacine: TestPerson;
  let serial = 0;

  beforeAll(async () => {
    server = await startTestApp({ env: { SERVER_KEYS: KEY } });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    yacine = await buildPerson(server, { name: 'Yacine Benali', locale: 'fr' });
    expect((await save()).status).toBe(200);
  });

  async function ask<T>(method: string, path: string, body?: object) {
    const response = await fetch(`${server.url}/api/${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `ServerKey ${KEY}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Envelope<T> };
  }

  const template = {
    category: 'activity',
    variants: {
      en: { title: 'Order {{order.number}}', text: '{{seller|The seller}} was paid.' },
      fr: { title: 'Commande {{order.number}}', text: '{{seller|Le vendeur}} a été payé.' },
    },
    defaultLocale: 'en',
    link: '/orders/{{order.number}}',
  };
  const save = (overrides: object = {}, key = 'order.paid') =>
    ask<NotificationTemplateDto>('PUT', `notification-templates/${key}`, { ...template, ...overrides });
  const send = (overrides: object = {}) =>
    ask<CreatedNotificationDto>('POST', 'notifications', {
      ...{ idempotencyKey: `paid-${++serial}`, userId: yacine.id, template: 'order.paid' },
      ...{ variables: { 'order.number': 7 }, ...overrides },
    });
  const bell = async () => (await yacine.call<Page<NotificationDto>>('GET', '/notifications')).items;

  it('keeps a template, says what it needs, and drops it', async () => {
    const { body } = await ask<NotificationTemplateDto>('GET', 'notification-templates/order.paid');
    expect(body).toMatchObject({ data: { key: 'order.paid', isCritical: false, variables: ['order.number'] } });
    expect(await ask('GET', 'notification-templates')).toMatchObject({ body: { data: [{ key: 'order.paid' }] } });
    expect((await ask('DELETE', 'notification-templates/order.paid')).status).toBe(200);
    expect((await ask('GET', 'notification-templates/order.paid')).status).toBe(404);
    expect((await send()).status).toBe(404);
  });

  it('rings in the reader’s language with the values, and what stands in for missing ones', async () => {
    await send({ variables: { 'order.number': '7/8' } });
    expect(await bell()).toMatchObject([
      { title: 'Commande 7/8', text: 'Le vendeur a été payé.', link: '/orders/7%2F8', category: 'activity' },
    ]);
  });

  it('knows a repeat when the template has changed or gone, and refuses the key for other values', async () => {
    const idempotencyKey = 'paid-once';
    await send({ idempotencyKey });
    await ask('DELETE', 'notification-templates/order.paid');
    expect(await send({ idempotencyKey })).toMatchObject({ status: 201, body: { data: { duplicate: true } } });
    expect(await send({ idempotencyKey, variables: { 'order.number': 8 } })).toMatchObject({ status: 409 });
    expect(await bell()).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['a missing value', { variables: {} }, 'variables'],
    ['values that are lists', { variables: { 'order.number': [7] } }, 'variables'],
    ['texts beside a template', { variants: template.variants }, 'variants'],
    ['nobody', { userId: undefined }, 'userId'],
    ['two names of one person', { externalId: 'shop-7' }, 'userId'],
    ['a key that is none', { template: '$where' }, 'template'],
  ])('refuses %s', async (_, part, field) => {
    const { status, body } = await send(part);
    expect(status).toBe(400);
    expect(body.success ? [] : Object.keys(body.error.fields ?? {})).toContain(field);
    expect(await bell()).toEqual([]);
  });

  it.each<[string, object]>([
    ['no default language', { defaultLocale: 'ar' }],
    ['braces that nothing fills', { variants: { en: { title: '{{order number}}', text: 'x' } } }],
    ['a link that runs', { link: 'javascript:{{a}}' }],
    ['an unknown category', { category: 'gossip' }],
  ])('does not keep one with %s', async (_, part) => {
    expect((await save(part, 'other')).status).toBe(400);
  });

  describe('a person by the marketplace’s own id', () => {
    const put = (externalId: string, body: object) => ask<ExternalUserDto>('PUT', `users/${externalId}`, body);

    it('is made once, kept up to date, and rung', async () => {
      const asked = { name: 'Nour', locale: 'ar', tags: ['vip'] };
      const made = await Promise.all([put('shop-7', asked), put('shop-7', asked)]);
      const ids = made.map(({ body }) => body.success && body.data.id);
      expect([ids[0] === ids[1], made.map(({ status }) => status)]).toEqual([true, [200, 200]]);
      expect(await put('shop-7', { name: 'Nour Ali' })).toMatchObject({
        body: { data: { id: ids[0], name: 'Nour Ali', isNew: false } },
      });
      expect(await send({ userId: undefined, externalId: 'shop-7' })).toMatchObject({
        body: { data: { notification: { title: 'Order 7' } } },
      });
      expect((await send({ userId: undefined, externalId: 'shop-8' })).status).toBe(404);
    });

    it('takes an account that is there only when it is named by its id here', async () => {
      const { email } = yacine.me;
      expect(await put('shop-9', { name: 'Yacine', email })).toMatchObject({
        status: 409,
        body: { error: { code: 'EMAIL_TAKEN' } },
      });
      const taken = await put('shop-9', { name: 'Yacine', userId: yacine.id });
      expect(taken).toMatchObject({ body: { data: { id: yacine.id, isNew: false } } });
      expect(await put('shop-10', { name: 'Yacine', userId: yacine.id })).toMatchObject({ status: 409 });
      await send({ userId: undefined, externalId: 'shop-9' });
      expect(await bell()).toHaveLength(1);
    });

    it('refuses ids that are none', async () => {
      expect((await put('a%20b', { name: 'Nour' })).status).toBe(400);
    });
  });
});
