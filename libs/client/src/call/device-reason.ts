import type { CallDevice, DeviceReason } from './call';

const REASONS: Record<string, DeviceReason> = {
  NotAllowedError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
  SecurityError: 'insecure',
  NotSupportedError: 'unsupported',
  TypeError: 'unsupported',
};

/** Why a browser gives no device; null: the person thought better of it in the browser's own picker of screens. */
export function deviceReason(thrown: unknown, device: CallDevice): DeviceReason | null {
  const { name = '' } = thrown as { name?: string };
  const reason = REASONS[name] ?? 'failed';
  return device === 'screen' && reason === 'denied' ? null : reason;
}
