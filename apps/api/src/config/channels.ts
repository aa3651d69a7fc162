import path from 'node:path';
import { ConfigError } from './config-error';

/** How letters leave. */
export interface MailConfig {
  /** Null: they are written to `outboxDir` instead. */
  smtpUrl: string | null;
  from: string;
  outboxDir: string;
  /** Letters of a broadcast under way at once, and connections that they share with all others. */
  atOnce: number;
}

export interface PushConfig {
  /** For tests alone: endpoints on this machine, and over http. */
  allowsLocal: boolean;
}

/** Mail servers rarely take more from one sender. */
const AT_ONCE_MAX = 50;

type Environment = Readonly<Record<string, string | undefined>>;

export function readMail(env: Environment, publicUrl: URL): MailConfig {
  const smtpUrl = env.SMTP_URL || null;
  if (smtpUrl !== null && !/^smtps?:\/\//.test(smtpUrl)) throw new ConfigError('SMTP_URL', 'is not an smtp(s):// URL');
  if (smtpUrl !== null && !env.MAIL_FROM) throw new ConfigError('MAIL_FROM', 'is not set, but SMTP_URL is');
  return {
    smtpUrl,
    from: env.MAIL_FROM || `Parley <parley@${publicUrl.hostname}>`,
    atOnce: readAtOnce(env.MAIL_AT_ONCE || '1'),
    outboxDir: path.resolve(env.OUTBOX_DIR || path.join(env.DATA_DIR || 'data', 'outbox')),
  };
}

function readAtOnce(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= AT_ONCE_MAX) return count;
  throw new ConfigError('MAIL_AT_ONCE', `is not a whole number from 1 to ${AT_ONCE_MAX}`);
}

export function readPush(env: Environment, isProduction: boolean): PushConfig {
  const allowsLocal = env.PUSH_ALLOW_LOCAL === 'on';
  if (allowsLocal && isProduction) {
    throw new ConfigError(
      'PUSH_ALLOW_LOCAL',
      'must be off in production: people could have any address of the network asked',
    );
  }
  return { allowsLocal };
}
