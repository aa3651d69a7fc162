import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const TIMEOUT_MS = 5_000;

export interface OutboundRequest {
  url: string;
  headers: Record<string, string>;
  body: Buffer;
  /** For tests alone: addresses of this machine and its network, and http. */
  allowsLocal?: boolean;
}

/** The address may not be asked. */
export class ForbiddenAddress extends Error {}

/**
 * Posts to an address that somebody else chose, and answers the status. Private and loopback addresses are refused after the name
 * was resolved, and the connection goes to the very address that was checked; redirects are not followed.
 */
export function postOutbound({ url, headers, body, allowsLocal = false }: OutboundRequest): Promise<number> {
  const { protocol, hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (!allowsLocal && (protocol !== 'https:' || (isIP(host) && isPrivate(host)))) {
    return Promise.reject(new ForbiddenAddress('The address is not public, or not https.'));
  }
  const request = protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': String(body.length) },
        timeout: TIMEOUT_MS,
        ...(!allowsLocal && { lookup: publicLookup }),
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.once('timeout', () => sent.destroy(new Error('No answer in time.')));
    sent.once('error', reject);
    sent.end(body);
  });
}

const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '');
    if (found.length === 0 || found.some(({ address }) => isPrivate(address))) {
      return done(new ForbiddenAddress('The name leads to an address that is not public.'), '');
    }
    const [first] = found;
    if (options.all) done(null, found);
    else done(null, first?.address ?? '', first?.family);
  });
};

const NOT_PUBLIC = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  NOT_PUBLIC.addSubnet(network, bits, 'ipv4');
  NOT_PUBLIC.addSubnet(`::ffff:${network}`, 96 + bits, 'ipv6');
}
for (const [network, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  NOT_PUBLIC.addSubnet(network, bits, 'ipv6');
}

export function isPrivate(address: string): boolean {
  return NOT_PUBLIC.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
