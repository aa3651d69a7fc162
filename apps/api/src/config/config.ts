import { DEFAULT_LIMITS, type Limits } from '@app/contracts';
import type { Failpoint } from '../common/failpoint';
import { type MailConfig, type PushConfig, readMail, readPush } from './channels';
import { ConfigError } from './config-error';
import { type DeskConfig, readDesk } from './desk';
import { readFailpoint } from './failpoint';
import { type FilesConfig, readFiles } from './files';
import { type IceConfig, readIce } from './ice';

export { ConfigError } from './config-error';

/** Everything the API reads from its environment, parsed once. Nobody else reads `process.env`. */
export interface Config {
  isProduction: boolean;
  host: string;
  /** Inner port of the API; 0 takes a free one. */
  apiPort: number;
  mongodbUri: string;
  /** What several API processes of one database need between them; null: there is one. */
  redisUrl: string | null;
  jwtSecret: string;
  publicUrl: string;
  allowedOrigins: readonly string[];
  /** Values of the Host header that are answered, besides the API's own loopback address. */
  allowedHosts: readonly string[];
  isDemo: boolean;
  hasRateLimits: boolean;
  logLevel: string;
  /** When set, /metrics asks for it as a bearer token. */
  metricsToken: string | null;
  /** What the marketplace's own server proves itself by; none: that door is closed. */
  serverKeys: readonly string[];
  /** For calls: where browsers ask for a way to each other. */
  ice: IceConfig;
  files: FilesConfig;
  mail: MailConfig;
  push: PushConfig;
  /** For tests that end the process at a place of their choice. */
  failpoint: Failpoint | null;
  /** The OpenTelemetry collector that gets traces; null: nothing is traced. */
  traceUrl: string | null;
  desk: DeskConfig;
  limits: Limits;
}

const SAMPLE_SECRET = /change|secret|example|sample|password|your-|default|^(.)\1+$/i;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment; throws a ConfigError that names the first bad variable. */
export function loadConfig(env: Environment): Config {
  const isProduction = env.NODE_ENV === 'production';
  const publicUrl = readUrl('PUBLIC_URL', env.PUBLIC_URL ?? `http://localhost:${env.PORT ?? '3000'}`);
  const allowedOrigins = readOrigins(env.ALLOWED_ORIGINS, publicUrl);
  const config: Config = {
    isProduction,
    host: env.HOST ?? '127.0.0.1',
    apiPort: readPort('API_PORT', env.API_PORT ?? '0'),
    mongodbUri: required(env, 'MONGODB_URI'),
    redisUrl: readRedisUrl(env.REDIS_URL),
    jwtSecret: readSecret(env, isProduction),
    publicUrl: publicUrl.origin,
    allowedOrigins,
    allowedHosts: [...allowedOrigins.map((origin) => new URL(origin).host), ...splitList(env.ALLOWED_HOSTS)],
    isDemo: readSwitch('DEMO', env.DEMO ?? 'false'),
    hasRateLimits: readSwitch('RATE_LIMITS', env.RATE_LIMITS ?? 'on'),
    logLevel: readLogLevel(env.LOG_LEVEL ?? 'info'),
    metricsToken: env.METRICS_TOKEN ?? null,
    serverKeys: readServerKeys(env.SERVER_KEYS, isProduction),
    ice: readIce(env),
    files: readFiles(env),
    mail: readMail(env, publicUrl),
    push: readPush(env, isProduction),
    failpoint: readFailpoint(env.FAILPOINT, isProduction),
    traceUrl: env.OTEL_EXPORTER_OTLP_ENDPOINT
      ? readUrl('OTEL_EXPORTER_OTLP_ENDPOINT', env.OTEL_EXPORTER_OTLP_ENDPOINT).href
      : null,
    desk: readDesk(env),
    limits: DEFAULT_LIMITS,
  };
  if (isProduction) refuseUnsafe(config);
  return config;
}

function refuseUnsafe(config: Config): void {
  if (config.isDemo) throw new ConfigError('DEMO', 'must be off in production: demo accounts have no password');
  if (!config.hasRateLimits) throw new ConfigError('RATE_LIMITS', 'must be on in production');
  if (!config.publicUrl.startsWith('https://') && !isLoopback(new URL(config.publicUrl).hostname)) {
    throw new ConfigError('PUBLIC_URL', 'must be https in production: session cookies are Secure');
  }
  if (config.redisUrl !== null) {
    const { hostname, password } = new URL(config.redisUrl);
    if (!isLoopback(hostname) && !password) throw new ConfigError('REDIS_URL', 'must carry a password on another host');
  }
  const database = parseMongoHost(config.mongodbUri);
  if (!isLoopback(database.host) && !database.hasCredentials) {
    throw new ConfigError('MONGODB_URI', 'must carry credentials when the database is on another host');
  }
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new ConfigError(name, 'is not set');
  return value;
}

function readRedisUrl(value: string | undefined): string | null {
  if (!value) return null;
  const isRedis = URL.canParse(value) && ['redis:', 'rediss:'].includes(new URL(value).protocol);
  if (!isRedis) throw new ConfigError('REDIS_URL', 'is not a redis:// or rediss:// URL');
  return value;
}

function readSecret(env: Environment, isProduction: boolean): string {
  const secret = required(env, 'JWT_SECRET');
  if (Buffer.byteLength(secret) < 32) throw new ConfigError('JWT_SECRET', 'is shorter than 32 bytes');
  if (isProduction && SAMPLE_SECRET.test(secret)) throw new ConfigError('JWT_SECRET', 'looks like a sample value');
  return secret;
}

function readServerKeys(list: string | undefined, isProduction: boolean): string[] {
  const keys = splitList(list);
  for (const key of keys) {
    if (Buffer.byteLength(key) < 32) throw new ConfigError('SERVER_KEYS', 'has a key shorter than 32 bytes');
    if (isProduction && SAMPLE_SECRET.test(key)) throw new ConfigError('SERVER_KEYS', 'has a key like a sample value');
  }
  return keys;
}

function readPort(name: string, value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new ConfigError(name, 'is not a port number');
  return port;
}

function readUrl(name: string, value: string): URL {
  if (!URL.canParse(value)) throw new ConfigError(name, 'is not a URL');
  const url = new URL(value);
  if (!['http:', 'https:'].includes(url.protocol)) throw new ConfigError(name, 'is not an http(s) URL');
  return url;
}

function readSwitch(name: string, value: string): boolean {
  if (['true', 'on', '1'].includes(value)) return true;
  if (['false', 'off', '0'].includes(value)) return false;
  throw new ConfigError(name, 'is neither on nor off');
}

function readLogLevel(value: string): string {
  if (!LOG_LEVELS.includes(value)) throw new ConfigError('LOG_LEVEL', `is not one of ${LOG_LEVELS.join(', ')}`);
  return value;
}

function readOrigins(list: string | undefined, publicUrl: URL): string[] {
  if (list === undefined) return [...new Set([publicUrl.origin, ...loopbackTwins(publicUrl)])];
  const origins = splitList(list);
  if (origins.length === 0) throw new ConfigError('ALLOWED_ORIGINS', 'is empty');
  if (origins.includes('*'))
    throw new ConfigError('ALLOWED_ORIGINS', 'may not be *: it would open sockets to every site');
  return origins.map((origin) => readUrl('ALLOWED_ORIGINS', origin).origin);
}

/** localhost and 127.0.0.1 are the same place to a person, but two origins to a browser. */
function loopbackTwins(url: URL): string[] {
  if (!isLoopback(url.hostname)) return [];
  const port = url.port ? `:${url.port}` : '';
  return [`${url.protocol}//localhost${port}`, `${url.protocol}//127.0.0.1${port}`];
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '[::1]' || host.startsWith('127.') || host.startsWith('/') || host.includes('%2F')
  );
}

function parseMongoHost(uri: string): { host: string; hasCredentials: boolean } {
  const match = /^mongodb(?:\+srv)?:\/\/(?:([^@/]+)@)?([^/?]+)/.exec(uri);
  if (!match) throw new ConfigError('MONGODB_URI', 'is not a mongodb:// URI');
  return { host: (match[2] ?? '').split(',')[0]?.replace(/:\d+$/, '') ?? '', hasCredentials: match[1] !== undefined };
}

function splitList(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
