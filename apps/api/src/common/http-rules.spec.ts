import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { knownHost, knownOrigin } from './http-rules';

describe(`${knownHost.name}, ${knownOrigin.name} and the body parser`, () => {
  let server: TestApp;
  let amel: TestPerson;

  beforeAll(async () => {
    server = await startTestApp({ env: { PUBLIC_URL: 'http://chat.example.org' } });
    amel = await buildPerson(server);
  });

  afterAll(() => server?.stop());

  const post = async (body: BodyInit | undefined, headers: Record<string, string>) => {
    const response = await fetch(`${server.url}/api/chats`, {
      method: 'POST',
      headers: { authorization: `Bearer ${amel.session.accessToken}`, ...headers },
      body,
    });
    const text = await response.text();
    return { status: response.status, code: JSON.parse(text).error.code, text };
  };
  const json = { 'content-type': 'application/json' };

  it.each([
    ['malformed JSON', '{"memberIds":', 400, 'BAD_JSON'],
    ['text', '"x"', 400, 'BAD_JSON'],
    ['null', 'null', 400, 'BAD_JSON'],
    ['an array', '[]', 400, 'VALIDATION'],
    ['an empty object', '{}', 400, 'VALIDATION'],
    ['10,000 levels', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 400, 'VALIDATION'],
    ['a prototype key', '{"__proto__":{"isAdmin":true}}', 400, 'VALIDATION'],
    ['more than 100 KB', JSON.stringify({ memberIds: ['x'.repeat(103_000)] }), 413, 'TOO_LARGE'],
  ])('answers %s', async (_, body, status, code) => {
    expect(await post(body, json)).toMatchObject({ status, code });
  });

  it('answers an empty body', async () => {
    expect(await post(undefined, {})).toMatchObject({ status: 400, code: 'VALIDATION' });
  });

  it('answers a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, ' '));
    expect(await post(new Uint8Array(bomb), { ...json, 'content-encoding': 'gzip' })).toMatchObject({ status: 413 });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'answers content type %j',
    async (type) => {
      const answer = await post(new Uint8Array(Buffer.from('memberIds=1')), { 'content-type': type });
      expect(answer).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    },
  );

  it.each(['https://evil.example', 'null', 'http://chat.example.org.evil.example'])(
    'refuses the origin %s',
    async (origin) => {
      expect(await post('{}', { ...json, origin })).toMatchObject({ status: 403, code: 'BAD_ORIGIN' });
    },
  );

  it('refuses a cross-site request without an origin, and takes its own origin', async () => {
    expect(await post('{}', { ...json, 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
    expect(await post('{}', { ...json, origin: 'http://chat.example.org' })).toMatchObject({ code: 'VALIDATION' });
  });

  it.each([
    ['/api/chats/%E0%A4%A', 400],
    ['/api/chats/..%2f..%2fetc', 400],
    ['/api/nothing', 404],
    ['/api/chats?query=a', 400],
    ['/api/chats?cursor[$gt]=', 400],
    ['/api/chats?unknown=1', 400],
    ['/api/chats?filter=all&filter=unread', 400],
  ])('answers GET %s with %i', async (path, status) => {
    const { port } = new URL(server.url);
    const headers = { authorization: `Bearer ${amel.session.accessToken}` };
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest({ port, path, headers, host: '127.0.0.1' }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(answer).toBe(status);
  });

  it('refuses a forged Host, but answers probes by address', async () => {
    const { port } = new URL(server.url);
    const statusOf = (path: string, host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        httpRequest({ port, path, host: '127.0.0.1', headers: { host } }, (response) =>
          resolve(response.resume().statusCode),
        )
          .on('error', reject)
          .end();
      });
    expect(await statusOf('/api/auth/me', 'evil.example')).toBe(400);
    expect(await statusOf('/api/auth/me', 'chat.example.org')).toBe(401);
    expect(await statusOf('/health/live', '10.0.0.7:4000')).toBe(200);
    expect(await statusOf('/health/ready', 'anything')).toBe(200);
    expect(await statusOf('/metrics', 'anything')).toBe(200);
  });

  it('never shows a stack or the input', async () => {
    const { text } = await post('{"memberIds":"<img onerror=1>"}', json);
    expect(text).not.toMatch(/onerror|at .*\.ts|node_modules/);
  });

  it('describes itself', async () => {
    const response = await fetch(`${server.url}/api/docs-json`);
    const document = (await response.json()) as { paths: Record<string, unknown> };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/chats/{chatId}/messages',
        '/api/support-tickets',
        '/api/notifications',
        '/api/broadcasts',
      ]),
    );
  });
});
