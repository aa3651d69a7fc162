/** @jest-environment node */
import { NextRequest } from 'next/server';
import { proxy } from './proxy';

const SET = 'parley_access=fresh; Path=/; HttpOnly; SameSite=Lax';

function request(path: string, cookie = '') {
  return new NextRequest(`http://localhost:3000${path}`, { headers: { cookie, host: 'localhost:3000' } });
}

function api(status: number, setCookie?: string) {
  const call = jest.fn(
    async () => new Response('{}', { status, headers: setCookie ? { 'set-cookie': setCookie } : {} }),
  );
  global.fetch = call as unknown as typeof fetch;
  return call;
}

beforeEach(() => {
  process.env.API_URL = 'http://127.0.0.1:4999';
});

describe('proxy', () => {
  it('sends the API its calls, query and all', async () => {
    const response = await proxy(request('/api/chats?limit=5'));
    expect(response.headers.get('x-middleware-rewrite')).toBe('http://127.0.0.1:4999/api/chats?limit=5');
  });

  it('sends people without a session to the sign-in page and back afterwards', async () => {
    const response = await proxy(request('/chats/65f0?x=1'));
    expect(response.status).toBe(307);
    expect(response.headers.get('location')).toBe('http://localhost:3000/sign-in?next=%2Fchats%2F65f0%3Fx%3D1');
  });

  it('gives every page a policy of its own nonce and keeps it out of caches', async () => {
    const first = await proxy(request('/sign-in'));
    const second = await proxy(request('/sign-in'));
    const policy = first.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
    expect(policy).not.toBe(second.headers.get('content-security-policy'));
    expect(first.headers.get('cache-control')).toBe('private, no-store');
  });

  it('renews a session whose access ended, for the render and for the browser', async () => {
    const call = api(200, SET);
    const response = await proxy(request('/chats', 'parley_refresh=r; parley_theme=dark'));
    expect(call).toHaveBeenCalledTimes(1);
    expect(response.headers.get('set-cookie')).toBe(SET);
    expect(response.headers.get('x-middleware-request-cookie')).toBe(
      'parley_refresh=r; parley_theme=dark; parley_access=fresh',
    );
  });

  it('asks nobody while the access lasts', async () => {
    const call = api(500);
    const response = await proxy(request('/chats', '__Host-parley_access=a; __Host-parley_refresh=r'));
    expect(call).not.toHaveBeenCalled();
    expect(response.headers.get('location')).toBeNull();
  });

  it('sends people whose session is over to the sign-in page', async () => {
    api(401);
    const response = await proxy(request('/chats', 'parley_refresh=old'));
    expect(response.headers.get('location')).toContain('/sign-in');
  });

  it('signs nobody out because the API is away', async () => {
    global.fetch = jest.fn(async () => {
      throw new TypeError('refused');
    }) as unknown as typeof fetch;
    const response = await proxy(request('/chats', 'parley_refresh=r'));
    expect(response.headers.get('location')).toBeNull();
  });
});
