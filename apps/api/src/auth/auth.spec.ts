import { createHmac } from 'node:crypto';
import type { SessionDto, WsTicketDto } from '@app/contracts';
import { startTestApp, TEST_SECRET, type TestApp } from '../testing/test-app';
import { buildPerson, TestPerson } from '../testing/test-person';
import { AuthService } from './auth.service';

const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function forge(claims: object, { secret = TEST_SECRET, alg = 'HS256', hash = 'sha256' } = {}): string {
  const body = `${b64({ alg, typ: 'JWT' })}.${b64(claims)}`;
  return `${body}.${alg === 'none' ? '' : createHmac(hash, secret).update(body).digest('base64url')}`;
}

describe(AuthService.name, () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const answerOf = async (response: Response) => ({ status: response.status, body: await response.json() });
  const me = (token: string) =>
    fetch(`${server.url}/api/auth/me`, { headers: { authorization: `Bearer ${token}` } }).then(answerOf);

  describe('register and login', () => {
    const account = { name: 'Amel', email: 'amel@example.com', password: 'long enough' };

    it('makes an account, in cookies that scripts cannot read', async () => {
      const response = await post('register', account);
      expect(response.status).toBe(201);
      const cookies = response.headers.getSetCookie();
      expect(cookies).toHaveLength(3);
      for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
      const { data } = (await response.json()) as { data: SessionDto };
      expect(data.user).toMatchObject({ name: 'Amel', email: 'amel@example.com', role: 'user' });
      expect((await me(data.accessToken)).body).toMatchObject({ success: true, data: { name: 'Amel' } });
      const byCookie = await fetch(`${server.url}/api/auth/me`, {
        headers: { cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') },
      });
      expect(byCookie.status).toBe(200);
    });

    it('refuses a taken address whatever its case, and a role', async () => {
      const taken = await answerOf(await post('register', { ...account, email: 'AMEL@example.com' }));
      expect(taken).toMatchObject({ status: 409, body: { error: { code: 'EMAIL_TAKEN' } } });
      const role = await answerOf(await post('register', { ...account, email: 'x@example.com', role: 'admin' }));
      expect(role).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
    });

    it('gives one answer for an unknown account and a wrong password', async () => {
      const wrong = await answerOf(await post('login', { email: account.email, password: 'wrong' }));
      const unknown = await answerOf(await post('login', { email: 'nobody@example.com', password: 'wrong' }));
      for (const { body } of [wrong, unknown]) body.error.requestId = '';
      expect(wrong).toEqual(unknown);
      expect(wrong).toMatchObject({ status: 401, body: { error: { code: 'BAD_CREDENTIALS' } } });
      expect((await post('login', { email: account.email, password: account.password })).status).toBe(200);
    });

    it('has no demo door outside demo mode', async () => {
      expect((await fetch(`${server.url}/api/auth/demo-accounts`)).status).toBe(404);
      expect((await post('demo-login', { accountId: '65f000000000000000000000' })).status).toBe(404);
    });
  });

  describe('refresh', () => {
    const refresh = async (refreshToken: string) => answerOf(await post('refresh', { refreshToken }));

    it('rotates, answers a lost reply again, and ends the family when an old token comes back', async () => {
      const { session } = await buildPerson(server);
      const second = await refresh(session.refreshToken);
      expect(second.status).toBe(200);
      expect(second.body.data.refreshToken).not.toBe(session.refreshToken);
      const repeated = await refresh(session.refreshToken);
      expect(repeated.body.data.refreshToken).toBe(second.body.data.refreshToken);
      const third = await refresh(second.body.data.refreshToken);
      expect(third.status).toBe(200);
      const reused = await refresh(session.refreshToken);
      expect(reused).toMatchObject({ status: 401, body: { error: { code: 'SESSION_REVOKED' } } });
      expect((await refresh(third.body.data.refreshToken)).status).toBe(401);
      expect((await me(third.body.data.accessToken)).body).toMatchObject({ error: { code: 'SESSION_REVOKED' } });
    });

    it.each(['', 'abc', 'a.b.c', '65f000000000000000000000.1.xxxx'])('refuses %j', async (token) => {
      expect((await refresh(token)).status).toBe(401);
    });
  });

  describe('logout', () => {
    it('ends the session and closes its open sockets', async () => {
      const person = await buildPerson(server);
      const socket = await person.connect();
      const closed = new Promise((resolve) => socket.once('disconnect', resolve));
      expect((await post('logout', { refreshToken: person.session.refreshToken })).status).toBe(200);
      expect(await closed).toBe('io server disconnect');
      expect((await me(person.session.accessToken)).body).toMatchObject({ error: { code: 'SESSION_REVOKED' } });
      await expect(person.connect()).rejects.toMatchObject({ data: { code: 'SESSION_REVOKED' } });
    });
  });

  it('logs out by the access token alone, without a body', async () => {
    const person = await buildPerson(server);
    const headers = { authorization: `Bearer ${person.session.accessToken}` };
    expect((await fetch(`${server.url}/api/auth/logout`, { method: 'POST', headers })).status).toBe(200);
    expect((await me(person.session.accessToken)).body).toMatchObject({ error: { code: 'SESSION_REVOKED' } });
    expect(await answerOf(await post('refresh', { refreshToken: person.session.refreshToken }))).toMatchObject({
      status: 401,
    });
  });

  it('refreshes by cookie without a body, and refuses without a cookie', async () => {
    const person = await buildPerson(server);
    const url = `${server.url}/api/auth/refresh`;
    const headers = { cookie: `parley_refresh=${person.session.refreshToken}` };
    expect((await fetch(url, { method: 'POST', headers })).status).toBe(200);
    const refused = await fetch(url, { method: 'POST' });
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(await answerOf(refused)).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
  });

  describe('tokens', () => {
    const now = Math.floor(Date.now() / 1000);
    let person: TestPerson;
    let good: Record<string, unknown>;

    beforeAll(async () => {
      person = await buildPerson(server);
      good = JSON.parse(Buffer.from(person.session.accessToken.split('.')[1] ?? '', 'base64url').toString());
    });

    it('takes a token like its own', async () => {
      expect((await me(forge(good))).status).toBe(200);
    });

    const bad: [string, () => string][] = [
      ['garbage', () => 'garbage'],
      ['alg none', () => forge(good, { alg: 'none' })],
      ['HS512', () => forge(good, { alg: 'HS512', hash: 'sha512' })],
      ['another secret', () => forge(good, { secret: 'b'.repeat(32) })],
      ['tampered', () => forge(good).replace(/\.[^.]+\./, `.${b64({ ...good, role: 'admin' })}.`)],
      ['wrong issuer', () => forge({ ...good, iss: 'other' })],
      ['wrong audience', () => forge({ ...good, aud: 'other' })],
      ['wrong type', () => forge({ ...good, typ: 'refresh' })],
      ['no exp', () => forge({ ...good, exp: undefined })],
      ['no sub', () => forge({ ...good, sub: undefined })],
      ['nbf in the future', () => forge({ ...good, nbf: now + 3_600 })],
    ];

    it.each(bad)('refuses %s over HTTP and sockets with one message', async (_, token) => {
      const { status, body } = await me(token());
      expect({ status, code: body.error.code, message: body.error.message }).toEqual({
        status: 401,
        code: 'TOKEN_INVALID',
        message: 'The token is not valid.',
      });
      await expect(person.connect(token())).rejects.toMatchObject({ data: { code: 'TOKEN_INVALID' } });
    });

    it('says when a token is missing or has run out', async () => {
      expect(await answerOf(await fetch(`${server.url}/api/auth/me`))).toMatchObject({
        status: 401,
        body: { error: { code: 'UNAUTHENTICATED' } },
      });
      const expired = forge({ ...good, iat: now - 700, exp: now - 60 });
      expect((await me(expired)).body).toMatchObject({ error: { code: 'TOKEN_EXPIRED' } });
      await expect(person.connect(expired)).rejects.toMatchObject({ data: { code: 'TOKEN_EXPIRED' } });
    });

    it('gives a socket ticket that opens a socket but no HTTP route', async () => {
      const { ticket } = await person.call<WsTicketDto>('POST', '/auth/ws-ticket');
      const socket = await person.connect(ticket);
      expect(socket.connected).toBe(true);
      const longer = await person.emit(socket, 'refreshAuth', { token: ticket });
      const { expiresAt } = (longer as { data: { expiresAt: string } }).data;
      // The ticket ends in 30 s; a socket opened or lengthened by it lives as long as by an access token.
      expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 5 * 60_000);
      expect((await me(ticket)).body).toMatchObject({ error: { code: 'TOKEN_INVALID' } });
      person.disconnect();
    });

    it('lengthens an open socket by a new token of the same person only', async () => {
      const other = await buildPerson(server);
      const socket = await person.connect();
      const mine = await person.emit(socket, 'refreshAuth', { token: person.session.accessToken });
      expect(mine).toMatchObject({ success: true, data: { expiresAt: person.session.expiresAt } });
      const theirs = await person.emit(socket, 'refreshAuth', { token: other.session.accessToken });
      expect(theirs).toMatchObject({ success: false, error: { code: 'FORBIDDEN' } });
      person.disconnect();
    });
  });

  it('answers a sixth try within a minute with 429', async () => {
    const limited = await startTestApp({ env: { RATE_LIMITS: 'on' } });
    try {
      const tries: Response[] = [];
      for (let i = 0; i < 6; i++) {
        tries.push(
          await fetch(`${limited.url}/api/auth/login`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ email: 'amel@example.com', password: 'guess' }),
          }),
        );
      }
      expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
      expect(Number(tries[5]?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await tries[5]?.json()).toMatchObject({
        error: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) },
      });
    } finally {
      await limited.stop();
    }
  });
});
