import type { PreferencesDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../../testing/test-app';
import { buildPerson, type TestPerson } from '../../testing/test-person';
import { PreferenceService } from './preference.service';
import { BUILT_IN } from './preference-matrix';

describe(PreferenceService.name, () => {
  let server: TestApp;
  let yacine: TestPerson;
  let admin: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
  });

  const get = (person = yacine) => person.call<PreferencesDto>('GET', '/notifications/preferences');
  const put = (body: object) => yacine.call<PreferencesDto>('PUT', '/notifications/preferences', body);

  it('begins with what is built in, and keeps what was chosen, switch by switch', async () => {
    expect(await get()).toEqual(BUILT_IN);
    await Promise.all([
      put({ channels: { message: { email: false } } }),
      put({ channels: { message: { push: false }, offer: { email: false } } }),
      put({ quietHours: { isOn: true, from: '21:30', to: '06:00' } }),
      put({ digest: 'daily', hidesText: true }),
    ]);
    expect(await get()).toEqual({
      ...BUILT_IN,
      channels: {
        ...BUILT_IN.channels,
        message: { inApp: true, push: false, email: false },
        offer: { inApp: true, push: true, email: false },
      },
      quietHours: { isOn: true, from: '21:30', to: '06:00' },
      digest: 'daily',
      hidesText: true,
    });
    const other = await buildPerson(server);
    expect(await get(other)).toEqual(BUILT_IN);
  });

  it('takes the admins’ defaults for whatever a person did not choose', async () => {
    await put({ channels: { system: { email: true } } });
    const change = { digest: 'hourly', channels: { system: { push: false, email: false } } };
    const defaults = await admin.call<PreferencesDto>('PUT', '/notifications/defaults', change);
    expect(defaults).toMatchObject({ digest: 'hourly', channels: { system: { push: false, email: false } } });
    expect(await admin.call('GET', '/notifications/defaults')).toEqual(defaults);
    expect(await get()).toMatchObject({ digest: 'hourly', channels: { system: { push: false, email: true } } });
    await admin.call('PUT', '/notifications/defaults', { digest: 'off', channels: { system: { push: true } } });
    expect(await get()).toMatchObject({ digest: 'off', channels: { system: { push: true, email: true } } });
  });

  it.each<[string, object, string]>([
    ['an unknown category', { channels: { gossip: { push: true } } }, 'channels.gossip'],
    ['an unknown channel', { channels: { message: { sms: true } } }, 'channels.message.sms'],
    ['a time that no clock shows', { quietHours: { isOn: true, from: '24:00', to: '07:00' } }, 'quietHours.from'],
    ['half of the quiet hours', { quietHours: { isOn: true } }, 'quietHours.from'],
    ['an unknown digest', { digest: 'weekly' }, 'digest'],
    ['null for a switch', { hasSound: null }, 'hasSound'],
    ['security out of the bell', { channels: { security: { inApp: false } } }, 'channels.security.inApp'],
  ])('refuses %s', async (_, body, field) => {
    const { status, body: answer } = await yacine.request('PUT', '/notifications/preferences', body);
    expect(status).toBe(400);
    expect(answer.success ? [] : Object.keys(answer.error.fields ?? {})).toContain(field);
    expect(await get()).toEqual(BUILT_IN);
  });
});
