import { randomUUID } from 'node:crypto';
import type {
  AudienceInput,
  BroadcastChoicesDto,
  BroadcastPreviewDto,
  CreatedBroadcastDto,
  NotificationDto,
  Page,
  SegmentDto,
} from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { User } from '../user/user.schema';
import { SegmentService } from './segment.service';

describe(`audiences and ${SegmentService.name}`, () => {
  let server: TestApp;
  let admin: TestPerson;
  let people: Record<'amel' | 'yacine' | 'nour' | 'banned', TestPerson>;

  beforeAll(async () => {
    server = await startTestApp();
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
    const [amel, yacine, nour, banned] = (await Promise.all([
      buildPerson(server, { name: 'Amel' }),
      buildPerson(server, { name: 'Yacine', locale: 'fr' }),
      buildPerson(server, { name: 'Nour', locale: 'ar' }),
      buildPerson(server, { name: 'Banned' }),
    ])) as [TestPerson, TestPerson, TestPerson, TestPerson];
    people = { amel, yacine, nour, banned };
    const tag = (person: TestPerson, tags: string[]) => admin.call('PUT', `/users/${person.id}/tags`, { tags });
    await tag(amel, ['seller', 'vip']);
    await tag(yacine, ['seller', 'payout-hold']);
    await tag(banned, ['seller', 'zombie']);
    const users = server.app.get<Model<User>>(getModelToken(User.name));
    await users.updateOne({ _id: toObjectId(amel.id) }, { $set: { region: 'Oran' } });
    await users.updateOne({ _id: toObjectId(nour.id) }, { $set: { region: 'Blida' } });
    await users.updateOne({ _id: toObjectId(banned.id) }, { $set: { bannedAt: new Date() } });
  });

  afterAll(() => server?.stop());

  const publish = async (audience: AudienceInput) => {
    const variants = { en: { title: 'Hello', text: 'World' } };
    const input = { broadcastId: randomUUID(), variants, defaultLocale: 'en', audience };
    return (await admin.call<CreatedBroadcastDto>('POST', '/broadcasts', input)).broadcast;
  };
  const hasIt = async (person: TestPerson, id: string) =>
    (await person.call<Page<NotificationDto>>('GET', '/notifications')).items.some((item) => item.id === id);

  /** The count before, the count after and the bells must agree: the predicate is written twice, for the database and for one person. */
  it.each<[string, () => AudienceInput, ('amel' | 'yacine' | 'nour')[]]>([
    ['a tag', () => ({ tags: ['seller'] }), ['amel', 'yacine']],
    ['one of several tags', () => ({ tags: ['vip', 'payout-hold'] }), ['amel', 'yacine']],
    ['a tag, but not another', () => ({ tags: ['seller'], excludedTags: ['payout-hold'] }), ['amel']],
    ['everybody without a tag', () => ({ roles: ['user'], excludedTags: ['seller'] }), ['nour']],
    ['regions', () => ({ regions: ['Oran', 'Blida'] }), ['amel', 'nour']],
    ['a region and a language', () => ({ regions: ['Oran', 'Blida'], locales: ['ar'] }), ['nour']],
    ['a list', () => ({ userIds: [people.nour.id, people.yacine.id] }), ['yacine', 'nour']],
    ['a list and a tag', () => ({ userIds: [people.nour.id, people.yacine.id], tags: ['seller'] }), ['yacine']],
  ])('reaches %s', async (_, audience, expected) => {
    const { recipients } = await admin.call<BroadcastPreviewDto>('POST', '/broadcasts/preview', audience());
    const { id, figures } = await publish(audience());
    expect({ recipients, reached: figures.recipients }).toEqual({
      recipients: expected.length,
      reached: expected.length,
    });
    const reached = [];
    for (const name of ['amel', 'yacine', 'nour'] as const) if (await hasIt(people[name], id)) reached.push(name);
    expect(reached).toEqual(expected);
  });

  it('refuses a list with somebody who is not there', async () => {
    const userIds = [people.amel.id, 'f'.repeat(24)];
    const answer = await admin.request('POST', '/broadcasts/preview', { userIds });
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'USER_NOT_FOUND' } } });
  });

  it('keeps segments under a name, once', async () => {
    const name = 'Sellers who are paid';
    await admin.call('POST', '/segments', { name, audience: { tags: ['seller'] } });
    const saved = await admin.call<SegmentDto>('POST', '/segments', {
      name,
      audience: { tags: ['seller'], excludedTags: ['payout-hold'] },
    });
    const segments = await admin.call<SegmentDto[]>('GET', '/segments');
    expect(segments.filter((segment) => segment.name === name)).toEqual([saved]);
    const { audience, figures } = await publish({ segmentId: saved.id });
    expect(audience).toMatchObject({ tags: ['seller'], excludedTags: ['payout-hold'] });
    expect(figures.recipients).toBe(1);
    await admin.call('DELETE', `/segments/${saved.id}`);
    expect(await admin.request('POST', '/broadcasts/preview', { segmentId: saved.id })).toMatchObject({ status: 403 });
  });

  it('refuses a segment together with conditions, or made of another', async () => {
    const { id } = await admin.call<SegmentDto>('POST', '/segments', { name: 'All', audience: {} });
    const mixed = { segmentId: id, roles: ['user'] };
    expect(await admin.request('POST', '/broadcasts/preview', mixed)).toMatchObject({ status: 400 });
    const nested = { name: 'Nested', audience: { segmentId: id } };
    expect(await admin.request('POST', '/segments', nested)).toMatchObject({ status: 400 });
    expect(await admin.request('POST', '/segments', { name: ' ', audience: {} })).toMatchObject({ status: 400 });
  });

  it('offers what people have', async () => {
    const { regions, tags } = await admin.call<BroadcastChoicesDto>('GET', '/broadcasts/choices');
    expect(regions).toEqual(['Blida', 'Oran']);
    expect(tags).toEqual(['payout-hold', 'seller', 'vip', 'zombie']);
  });

  it('shows a person’s tags to nobody', async () => {
    const answer = await people.amel.request('GET', '/auth/me');
    expect(JSON.stringify(answer.body)).not.toContain('vip');
    expect(await admin.request('PUT', `/users/${'f'.repeat(24)}/tags`, { tags: [] })).toMatchObject({ status: 404 });
  });
});
