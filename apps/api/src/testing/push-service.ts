import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushPayloadDto, PushSubscriptionInput } from '@app/contracts';

interface Delivery {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A push service on this machine: keeps what it is sent, and answers as it is told. */
export async function startPushService() {
  const deliveries: Delivery[] = [];
  const waiting = new Set<() => void>();
  let status = 201;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      deliveries.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(status).end();
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    deliveries,
    url: `http://127.0.0.1:${port}`,
    answer: (next: number) => {
      status = next;
    },
    /** What came for a browser, the `skip`th from the first on. */
    deliveryTo: (browser: TestBrowser, skip = 0) =>
      new Promise<Delivery>((resolve) => {
        const look = () => {
          const found = deliveries.filter(({ path }) => path === browser.path)[skip];
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** A browser that was subscribed: its keys never leave it, and only it can read what comes (RFC 8291). */
export class TestBrowser {
  private readonly keys = createECDH('prime256v1');
  private readonly auth = randomBytes(16);
  readonly path = `/push/${randomBytes(8).toString('hex')}`;

  constructor(private readonly serviceUrl: string) {
    this.keys.generateKeys();
  }

  get subscription(): PushSubscriptionInput {
    const keys = { p256dh: this.keys.getPublicKey('base64url'), auth: this.auth.toString('base64url') };
    return { endpoint: `${this.serviceUrl}${this.path}`, keys };
  }

  read({ headers, body }: Delivery): PushPayloadDto {
    if (headers['content-encoding'] !== 'aes128gcm') throw new Error('Not encrypted as browsers read it.');
    const salt = body.subarray(0, 16);
    const sender = body.subarray(21, 21 + body.readUInt8(20));
    const record = body.subarray(21 + sender.length);
    const context = Buffer.concat([Buffer.from('WebPush: info\0'), this.keys.getPublicKey(), sender]);
    const key = derive(this.keys.computeSecret(sender), this.auth, context, 32);
    const contentKey = derive(key, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = derive(key, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
    const decipher = createDecipheriv('aes-128-gcm', contentKey, nonce);
    decipher.setAuthTag(record.subarray(-16));
    const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
    return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString()) as PushPayloadDto;
  }
}

/** What the sender says of itself, once its signature was found right (RFC 8292). */
export function vapidClaims({ headers }: Delivery, publicKey: string): { aud: string; exp: number; sub: string } {
  const [, token = '', shown] = /^vapid t=([^,]+), ?k=(.+)$/.exec(String(headers.authorization)) ?? [];
  if (shown !== publicKey) throw new Error('Signed with another key.');
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const [head = '', claims = '', signature = ''] = token.split('.');
  const isRight = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isRight) throw new Error('The signature is wrong.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; exp: number; sub: string };
}

function derive(secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}
