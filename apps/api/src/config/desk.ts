import { ConfigError } from './config-error';

/** What time does to tickets. */
export interface DeskConfig {
  /** From solved to closed. */
  closeAfterMs: number;
  /** From closed to archived. */
  retentionMs: number;
}

const DAY_MS = 86_400_000;

export function readDesk(env: Readonly<Record<string, string | undefined>>): DeskConfig {
  return {
    closeAfterMs: days('TICKET_CLOSE_AFTER_DAYS', env.TICKET_CLOSE_AFTER_DAYS ?? '4'),
    retentionMs: days('TICKET_RETENTION_DAYS', env.TICKET_RETENTION_DAYS ?? '365'),
  };
}

function days(name: string, value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1 || count > 36_500) throw new ConfigError(name, 'is not a number of days');
  return count * DAY_MS;
}
