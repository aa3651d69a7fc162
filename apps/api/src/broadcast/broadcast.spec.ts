import { randomUUID } from 'node:crypto';
import type { BroadcastDto, CreatedBroadcastDto, NotificationDto, Page } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { BroadcastService } from './broadcast.service';

describe(BroadcastService.name, () => {
  let server: TestApp;
  let admin: TestPerson;
  let reader: TestPerson;
  let arabicReader: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
    reader = await buildPerson(server, { name: 'Amel Haddad' });
    arabicReader = await buildPerson(server, { name: 'نور', locale: 'ar' });
  });

  afterAll(async () => {
    for (const person of [admin, reader, arabicReader]) person?.disconnect();
    await server?.stop();
  });

  const compose = (extra: object = {}) => ({
    broadcastId: randomUUID(),
    variants: { en: { title: 'Hello', text: 'To all' }, ar: { title: 'مرحبا', text: 'للجميع' } },
    defaultLocale: 'en',
    ...extra,
  });
  const publish = (input: object) => admin.call<CreatedBroadcastDto>('POST', '/broadcasts', input);
  const bellOf = async (person: TestPerson, id: string) =>
    (await person.call<Page<NotificationDto>>('GET', '/notifications')).items.find((item) => item.id === id);

  it('reaches each reader in their language, live and in the bell', async () => {
    const tab = await reader.connect();
    const announced = nextFact(tab, 'broadcast');
    const { broadcast } = await publish(compose());
    expect(await announced).toEqual({ broadcastId: broadcast.id, jitterMs: 0 });
    expect(await bellOf(reader, broadcast.id)).toMatchObject({ type: 'broadcast', title: 'Hello', seenAt: null });
    expect(await bellOf(arabicReader, broadcast.id)).toMatchObject({ title: 'مرحبا' });
  });

  it('reaches only its audience, and nobody who came later', async () => {
    const { broadcast } = await publish(compose({ audience: { locales: ['ar'], roles: ['user'] } }));
    expect(broadcast.figures.recipients).toBe(1);
    expect(await bellOf(arabicReader, broadcast.id)).toBeDefined();
    expect(await bellOf(reader, broadcast.id)).toBeUndefined();
    const later = await buildPerson(server, { locale: 'ar' });
    expect(await bellOf(later, broadcast.id)).toBeUndefined();
    expect(await reader.request('POST', `/notifications/${broadcast.id}/read`)).toMatchObject({ status: 403 });
  });

  it('counts who saw and who read it, once each', async () => {
    const { broadcast } = await publish(compose());
    await reader.call('POST', '/notifications/seen-all');
    await reader.call('POST', `/notifications/${broadcast.id}/read`);
    await reader.call('POST', `/notifications/${broadcast.id}/read`);
    await arabicReader.call('POST', '/notifications/seen-all');
    const { figures } = await admin.call<BroadcastDto>('GET', `/broadcasts/${broadcast.id}`);
    expect(figures).toMatchObject({ seen: 2, read: 1 });
  });

  it('publishes a repeated request once and refuses the id with another text', async () => {
    const input = compose();
    const first = await publish(input);
    const again = await publish(input);
    expect(again).toMatchObject({ duplicate: true, broadcast: { id: first.broadcast.id } });
    const other = await admin.request('POST', '/broadcasts', { ...input, defaultLocale: 'ar' });
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'BROADCAST_ID_REUSED' } } });
  });

  it.each([
    ['an empty audience', { audience: { regions: ['Nowhere'] } }, 'EMPTY_AUDIENCE'],
    ['no text in the default language', { defaultLocale: 'fr' }, 'VALIDATION'],
    ['an unknown language', { variants: { de: { title: 'x', text: 'y' } } }, 'VALIDATION'],
    ['a blank title', { variants: { en: { title: ' ', text: 'y' } } }, 'VALIDATION'],
    ['no id', { broadcastId: undefined }, 'VALIDATION'],
  ])('refuses %s', async (_, extra, code) => {
    const answer = await admin.request('POST', '/broadcasts', compose(extra));
    expect(answer).toMatchObject({ status: 400, body: { error: { code } } });
  });

  it('is for admins only', async () => {
    const agent = await buildPerson(server, { role: 'agent' });
    for (const person of [reader, agent]) {
      expect(await person.request('POST', '/broadcasts', compose())).toMatchObject({ status: 403 });
      expect(await person.request('GET', '/broadcasts')).toMatchObject({ status: 403 });
    }
  });
});
