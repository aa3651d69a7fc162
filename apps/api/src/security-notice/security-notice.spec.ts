import { randomUUID } from 'node:crypto';
import type { DecisionDto, NotificationDto, Page, SessionDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { TestPerson } from '../testing/test-person';
import { SecurityNotices } from './security-notices';
import { deviceName } from './user-agent';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0';

describe(SecurityNotices.name, () => {
  let server: TestApp;
  let account: { name: string; email: string; password: string; locale: string };

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  beforeEach(() => {
    account = { name: 'Amel', email: `${randomUUID()}@example.com`, password: 'long enough', locale: 'en' };
  });

  /** A sign-in, as a browser that keeps `device`. */
  async function signIn(path: 'register' | 'login', device?: string) {
    const { email, password } = account;
    const response = await fetch(`${server.url}/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': FIREFOX, ...(device && { cookie: device }) },
      body: JSON.stringify(path === 'register' ? account : { email, password }),
    });
    const { data } = (await response.json()) as { data: SessionDto };
    const cookies = response.headers.getSetCookie();
    const kept = cookies.find((cookie) => cookie.startsWith('parley_device='))?.split(';')[0] ?? '';
    return { device: kept, cookies, person: new TestPerson(server.url, data) };
  }

  const bellOf = async (person: TestPerson) =>
    (await person.call<Page<NotificationDto>>('GET', '/notifications')).items;

  it('tells of a sign-in on another device, not of the first one, nor of one that came before', async () => {
    const first = await signIn('register');
    await signIn('login', first.device);
    expect(await bellOf(first.person)).toEqual([]);
    const other = await signIn('login');
    expect(other.device).not.toBe(first.device);
    await signIn('login', other.device);
    expect(await bellOf(first.person)).toMatchObject([
      { type: 'security', category: 'security', title: 'New sign-in to your account', count: 1 },
    ]);
    expect((await bellOf(first.person))[0]?.text).toContain('Firefox, Windows');
  });

  it('keeps the device in a cookie that scripts cannot read, and that a forged one does not stand for', async () => {
    const { cookies, person } = await signIn('register');
    expect(cookies.find((cookie) => cookie.startsWith('parley_device='))).toMatch(/HttpOnly; SameSite=Lax/);
    await signIn('login', 'parley_device=../../etc/passwd');
    await signIn('login', `parley_device=${'x'.repeat(32)}`);
    expect(await bellOf(person)).toHaveLength(2);
  });

  it('does not know a device by what another account did on it', async () => {
    const first = await signIn('register');
    account = { ...account, email: `${randomUUID()}@example.com` };
    const second = await signIn('register');
    await signIn('login', first.device);
    expect(await bellOf(second.person)).toHaveLength(1);
    expect(await bellOf(first.person)).toEqual([]);
  });

  it('tells once that a sign-in was ended because an old token of it came back, in the language of the account', async () => {
    account.locale = 'fr';
    const { person, device } = await signIn('register');
    const rotate = (refreshToken: string) => person.request<SessionDto>('POST', '/auth/refresh', { refreshToken });
    const { refreshToken } = person.session;
    const second = await rotate(refreshToken);
    await rotate(second.body.success ? second.body.data.refreshToken : '');
    for (let i = 0; i < 2; i++) expect((await rotate(refreshToken)).status).toBe(401);
    const again = await signIn('login', device);
    expect(await bellOf(again.person)).toMatchObject([
      { type: 'security', title: 'Vous avez été déconnecté sur un appareil' },
    ]);
  });

  it('goes out at once in quiet hours and with a digest', async () => {
    const { person } = await signIn('register');
    await person.call('PUT', '/notifications/preferences', {
      quietHours: { isOn: true, from: '00:00', to: '23:59' },
      digest: 'daily',
    });
    await signIn('login');
    expect(await bellOf(person)).toHaveLength(1);
    const { items } = await person.call<Page<DecisionDto>>('GET', '/notifications/decisions');
    expect(items[0]?.decisions).toEqual([
      { channel: 'inApp', outcome: 'sent', reason: null },
      { channel: 'push', outcome: 'suppressed', reason: 'noDevice' },
      { channel: 'email', outcome: 'queued', reason: null },
    ]);
  });
});

describe(deviceName.name, () => {
  it.each([
    [FIREFOX, 'Firefox, Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Safari/604',
      'Safari, iPhone',
    ],
    ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537 Chrome/120.0 Mobile Safari/537 EdgA/120', 'Edge, Android'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537 Chrome/120.0 Safari/537', 'Chrome, Linux'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605 Version/17 Safari/605', 'Safari, macOS'],
    ['curl/8.0', null],
    ['', null],
  ])('says what a person would call %s', (userAgent, expected) => {
    expect(deviceName(userAgent)).toBe(expected);
  });
});
