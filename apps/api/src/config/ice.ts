import type { IceServerDto } from '@app/contracts';
import { ConfigError } from './config-error';

/** How media of calls finds its way; with nothing configured only within one network. */
export interface IceConfig {
  servers: readonly IceServerDto[];
  /** A relay that shares a secret with this server, so that each person gets a password that soon ends. */
  turn: { urls: readonly string[]; secret: string } | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

const URLS = { STUN_URLS: /^stuns?:[^\s,]+$/, TURN_URLS: /^turns?:[^\s,]+$/, ICE_SERVERS: /^(?:stun|turn)s?:[^\s,]+$/ };

/** Reads ICE_SERVERS (a list as RTCPeerConnection takes it) or STUN_URLS, TURN_URLS and TURN_SECRET. */
export function readIce(env: Environment): IceConfig {
  const stun = readUrls('STUN_URLS', env);
  const urls = readUrls('TURN_URLS', env);
  const secret = env.TURN_SECRET ?? '';
  if (urls.length > 0 && secret === '') throw new ConfigError('TURN_SECRET', 'is not set, and TURN_URLS needs it');
  return {
    servers: [...readServers(env.ICE_SERVERS), ...(stun.length > 0 ? [{ urls: stun }] : [])],
    turn: urls.length > 0 ? { urls, secret } : null,
  };
}

function readUrls(name: 'STUN_URLS' | 'TURN_URLS', env: Environment): string[] {
  const urls = (env[name] ?? '').split(',').map((url) => url.trim());
  const given = urls.filter((url) => url !== '');
  if (!given.every((url) => URLS[name].test(url))) throw new ConfigError(name, 'has an address that is none');
  return given;
}

function readServers(json: string | undefined): IceServerDto[] {
  if (!json) return [];
  const servers = parse(json);
  if (!Array.isArray(servers) || !servers.every(isServer)) {
    throw new ConfigError('ICE_SERVERS', 'is not a list of {"urls": [...], "username"?, "credential"?}');
  }
  return servers;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ConfigError('ICE_SERVERS', 'is not JSON');
  }
}

function isServer(value: unknown): value is IceServerDto {
  if (typeof value !== 'object' || value === null) return false;
  const { urls, username, credential } = value as Record<string, unknown>;
  const areTexts = [username, credential].every((text) => text === undefined || typeof text === 'string');
  const isUrl = (url: unknown) => typeof url === 'string' && URLS.ICE_SERVERS.test(url);
  return Array.isArray(urls) && urls.length > 0 && urls.every(isUrl) && areTexts;
}
