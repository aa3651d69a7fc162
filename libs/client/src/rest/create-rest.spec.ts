import { createRest } from './create-rest';
import type { RestOptions } from './rest';

type Call = { method: string; url: string; body: unknown; headers: Record<string, string> };
type Answer = { status?: number; body?: unknown; fail?: Error };

const ok = (data: unknown): Answer => ({ body: { success: true, data } });
const failure = (status: number, code: string, more: object = {}): Answer => ({
  status,
  body: { success: false, error: { code, message: 'no', requestId: 'r7', ...more } },
});

/** A fetch that answers in turn and remembers what it was asked. */
function buildRest(answers: Answer[], options: RestOptions = {}) {
  const calls: Call[] = [];
  const fake = async (url: unknown, init: RequestInit = {}) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    calls.push({ method: init.method ?? '', url: String(url), body, headers: init.headers as Record<string, string> });
    const { status = 200, body: answer, fail } = answers.shift() ?? {};
    if (fail) throw fail;
    return new Response(answer === undefined ? '<html>' : JSON.stringify(answer), { status });
  };
  return { rest: createRest({ ...options, fetch: fake as typeof fetch }), calls };
}

describe(createRest.name, () => {
  it('unwraps the envelope and leaves out undefined query values', async () => {
    const { rest, calls } = buildRest([ok({ items: [], nextCursor: null })], { url: 'http://api.test' });
    await expect(rest.chats.list({ filter: 'unread', query: undefined })).resolves.toEqual({
      items: [],
      nextCursor: null,
    });
    expect(calls[0]).toMatchObject({ method: 'GET', url: 'http://api.test/api/chats?filter=unread' });
  });

  it('encodes ids into paths', async () => {
    const { rest, calls } = buildRest([ok({})]);
    await rest.chats.get('../users');
    expect(calls[0]?.url).toBe('/api/chats/..%2Fusers');
  });

  it('sends JSON with every change, also without input', async () => {
    const { rest, calls } = buildRest([ok({})]);
    await rest.notifications.readAll();
    expect(calls[0]).toMatchObject({ method: 'POST', body: {}, headers: { 'content-type': 'application/json' } });
  });

  it("throws the server's error", async () => {
    const { rest } = buildRest([failure(429, 'RATE_LIMITED', { retryAfterMs: 900 })]);
    await expect(rest.users.search('ben')).rejects.toMatchObject({
      name: 'ParleyError',
      code: 'RATE_LIMITED',
      status: 429,
      requestId: 'r7',
      retryAfterMs: 900,
      isRetryable: true,
    });
  });

  it('makes a NETWORK error of a fetch that fails, and UNAVAILABLE of a proxy that answers in HTML', async () => {
    const { rest } = buildRest([{ fail: new TypeError('failed to fetch') }, { status: 502 }]);
    await expect(rest.chats.counts()).rejects.toMatchObject({ code: 'NETWORK', status: 0, isRetryable: true });
    await expect(rest.chats.counts()).rejects.toMatchObject({ code: 'UNAVAILABLE', status: 502, isRetryable: true });
  });

  it('refreshes an expired session once and repeats the request', async () => {
    const { rest, calls } = buildRest([failure(401, 'TOKEN_EXPIRED'), ok({}), ok({ unreadChats: 2 })]);
    await expect(rest.chats.counts()).resolves.toEqual({ unreadChats: 2 });
    expect(calls.map(({ url }) => url)).toEqual(['/api/chats/counts', '/api/auth/refresh', '/api/chats/counts']);
  });

  it('refreshes once for requests that expire together', async () => {
    const expired = failure(401, 'TOKEN_EXPIRED');
    const { rest, calls } = buildRest([expired, expired, ok({}), ok({}), ok({})]);
    await Promise.all([rest.chats.counts(), rest.notifications.counts()]);
    expect(calls.filter(({ url }) => url === '/api/auth/refresh')).toHaveLength(1);
  });

  it('says when the session is over, but not when the network is away', async () => {
    const onSignedOut = jest.fn();
    const away = buildRest([failure(401, 'TOKEN_EXPIRED'), { fail: new TypeError('away') }], { onSignedOut });
    await expect(away.rest.chats.counts()).rejects.toMatchObject({ code: 'NETWORK' });
    expect(onSignedOut).not.toHaveBeenCalled();
    const over = buildRest([failure(401, 'TOKEN_EXPIRED'), failure(401, 'SESSION_REVOKED')], { onSignedOut });
    await expect(over.rest.chats.counts()).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
    expect(onSignedOut).toHaveBeenCalledTimes(1);
  });

  it('asks for another token in token mode', async () => {
    const tokens = ['old', 'new'];
    const auth = { kind: 'token' as const, getToken: async () => tokens.shift() ?? '' };
    const { rest, calls } = buildRest([failure(401, 'TOKEN_EXPIRED'), ok({})], { auth });
    await rest.chats.counts();
    expect(calls.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  it('passes headers on for a server render and refreshes nothing', async () => {
    const auth = { kind: 'headers' as const, headers: { cookie: 'parley_access=x' } };
    const { rest, calls } = buildRest([failure(401, 'TOKEN_EXPIRED')], { auth });
    await expect(rest.auth.me()).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.headers.cookie).toBe('parley_access=x');
  });

  it('does not take a failed log-in for an expired session', async () => {
    const { rest, calls } = buildRest([failure(401, 'BAD_CREDENTIALS')]);
    await expect(rest.auth.login({ email: 'a@b.c', password: 'x' })).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    expect(calls).toHaveLength(1);
  });
});
