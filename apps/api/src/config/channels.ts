import path from 'node:path';
import { ConfigError } from './config-error';

/** How letters leave. */
export interface MailConfig {
  /** Null: they are written to `outboxDir` instead. */
  smtpUrl: string | null;
  from: string;
  outboxDir: string;
}

export interface PushConfig {
  /** For tests alone: endpoints on this machine, and over http. */
  allowsLocal: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readMail(env: Environment, publicUrl: URL): MailConfig {
  const smtpUrl = env.SMTP_URL || null;
  if (smtpUrl !== null && !/^smtps?:\/\//.test(smtpUrl)) throw new ConfigError('SMTP_URL', 'is not an smtp(s):// URL');
  if (smtpUrl !== null && !env.MAIL_FROM) throw new ConfigError('MAIL_FROM', 'is not set, but SMTP_URL is');
  return {
    smtpUrl,
    from: env.MAIL_FROM || `Parley <parley@${publicUrl.hostname}>`,
    outboxDir: path.resolve(env.OUTBOX_DIR || path.join(env.DATA_DIR || 'data', 'outbox')),
  };
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
