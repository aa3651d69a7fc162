import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ForbiddenAddress, isPrivate, postOutbound } from './outbound';

describe(isPrivate.name, () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:a01:203',
  ])('%s is not public', (address) => expect(isPrivate(address)).toBe(true));

  it.each(['8.8.8.8', '172.32.0.1', '192.167.1.1', '2001:4860:4860::8888', '::ffff:8.8.8.8'])(
    '%s is public',
    (address) => expect(isPrivate(address)).toBe(false),
  );
});

describe(postOutbound.name, () => {
  const post = (url: string, allowsLocal = false) =>
    postOutbound({ url, headers: {}, body: Buffer.from('hello'), allowsLocal });

  it.each(['https://127.0.0.1/x', 'https://[::1]/x', 'https://localhost/x', 'http://example.com/x'])(
    'refuses %s',
    (url) => expect(post(url)).rejects.toBeInstanceOf(ForbiddenAddress),
  );

  it('answers the status, and follows no redirect', async () => {
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/moved' ? 302 : 201, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await post(`${base}/x`, true)).toBe(201);
    expect(await post(`${base}/moved`, true)).toBe(302);
    await new Promise((resolve) => server.close(resolve));
  });
});
