/** @jest-environment node */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { config } from '../proxy';
import { passUpload } from './pass-upload';

describe(passUpload.name, () => {
  let api: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  beforeAll(async () => {
    api = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
    await once(api, 'listening');
    process.env.API_URL = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  });

  afterAll(() => api.close());

  const form = () => {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(100_000)]), 'photo.jpg');
    return new Request('http://localhost:3000/api/attachments', {
      method: 'POST',
      body,
      headers: { cookie: 'parley_access=token', origin: 'http://localhost:3000', connection: 'keep-alive' },
    });
  };

  it('passes on the form, who sends it and from where, and the answer', async () => {
    let seen: { headers: IncomingMessage['headers']; bytes: number } | undefined;
    answer = async (request, response) => {
      seen = { headers: request.headers, bytes: (await buffer(request)).length };
      response
        .writeHead(413, { 'content-type': 'application/json', 'cache-control': 'no-store' })
        .end('{"success":false}');
    };
    const response = await passUpload(form());
    expect(seen?.bytes).toBeGreaterThan(100_000);
    expect(seen?.headers).toMatchObject({
      cookie: 'parley_access=token',
      origin: 'http://localhost:3000',
      'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/),
    });
    expect([response.status, response.headers.get('cache-control')]).toEqual([413, 'no-store']);
    expect(await response.json()).toEqual({ success: false });
  });

  it('says UNAVAILABLE, which a client tries again, when the API breaks off', async () => {
    answer = (request) => request.socket.destroy();
    const response = await passUpload(form());
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      success: false,
      error: { code: 'UNAVAILABLE', retryAfterMs: 1_000 },
    });
  });

  it('is the only way of uploads: the proxy leaves them alone, and nothing else', () => {
    const isForProxy = (path: string) => config.matcher.some((pattern) => new RegExp(`^${pattern}$`).test(path));
    expect(isForProxy('/api/attachments')).toBe(false);
    const others = ['/api/attachments/65f0c0ffee65f0c0ffee65f0', '/api/chats', '/chats'];
    expect(others.filter((path) => !isForProxy(path))).toEqual([]);
  });
});
