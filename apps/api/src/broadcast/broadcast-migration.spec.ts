import { randomUUID } from 'node:crypto';
import type { BroadcastDto, NotificationCountsDto, NotificationDto, Page } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { newObjectId, toObjectId } from '../common/object-id';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, TestPerson } from '../testing/test-person';
import { Broadcast } from './broadcast.schema';
import { BroadcastMigration } from './broadcast-migration';

describe(BroadcastMigration.name, () => {
  let before: TestApp;
  let after: TestApp;
  let admin: TestPerson;
  let reader: TestPerson;
  const ids = { live: newObjectId(), expired: newObjectId(), cancelled: newObjectId() };

  /** As the first version stored them. */
  const build = (overrides: object) => ({
    ...{ clientId: randomUUID(), bodyHash: 'x', state: 'sent', defaultLocale: 'en', publishAt: new Date() },
    ...{ audience: { roles: [], locales: [], regions: [] }, variants: { en: { title: 'From before', text: 'Hello' } } },
    ...{ expiresAt: null, createdBy: toObjectId(admin.id), createdAt: new Date() },
    ...overrides,
  });

  beforeAll(async () => {
    before = await startTestApp();
    admin = await buildPerson(before, { name: 'Karim Amrani', role: 'admin' });
    const { session } = await buildPerson(before, { name: 'Amel Haddad' });
    const { collection } = before.app.get<Model<Broadcast>>(getModelToken(Broadcast.name));
    await collection.insertMany([
      build({ _id: ids.live }),
      build({ _id: ids.expired, expiresAt: new Date(Date.now() - 1) }),
      build({ _id: ids.cancelled, state: 'cancelled' }),
    ] as never);
    after = await startTestApp({ sharedWith: before });
    admin = new TestPerson(after.url, admin.session);
    reader = new TestPerson(after.url, session);
  });

  afterAll(async () => {
    await after?.stop();
    await before?.stop();
  });

  it('puts those that were in the bells there again at the start, and no others', async () => {
    const { items } = await reader.call<Page<NotificationDto>>('GET', '/notifications');
    expect(items.map(({ id, title }) => [id, title])).toEqual([[ids.live.toHexString(), 'From before']]);
    const counts = await reader.call<NotificationCountsDto>('GET', '/notifications/counts');
    expect(counts).toEqual({ unseen: 1, unread: 1 });
  });

  it('counts who they were for, as for any other', async () => {
    for (;;) {
      const { figures } = await admin.call<BroadcastDto>('GET', `/broadcasts/${ids.live}`);
      if (figures.recipients === null) continue;
      expect(figures).toEqual({ recipients: 2, seen: 0, read: 0, clicked: 0 });
      break;
    }
  });

  it('lets admins see all of them and withdraw one', async () => {
    const { items } = await admin.call<Page<BroadcastDto>>('GET', '/broadcasts');
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set(Object.values(ids).map(String)));
    await admin.call('POST', `/broadcasts/${ids.live}/cancel`);
    expect((await reader.call<Page<NotificationDto>>('GET', '/notifications')).items).toEqual([]);
  });
});
