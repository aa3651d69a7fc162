import type { ChannelDecisionDto, DecisionReason, PreferencesDto } from '@app/contracts';
import { isQuiet, nextAt } from '../preference/quiet-hours';
import { isUrgent, type Occasion, type Plan } from './occasion';

const HOUR_MS = 60 * 60_000;
const DIGEST_TIME = '08:00';

export interface Addressee {
  preferences: PreferencesDto;
  timeZone: string;
  hasAddress: boolean;
  hasDevice: boolean;
}

/** Push goes out now or never: what was missed in the night is in the bell in the morning. */
export function decidePush(occasion: Occasion, { preferences, timeZone, hasDevice }: Addressee, now: Date): Plan {
  const refuse = (reason: DecisionReason): Plan => suppressed(occasion, 'push', reason);
  if (!preferences.channels[occasion.category].push) return refuse('preference');
  if (!hasDevice) return refuse('noDevice');
  if (!isUrgent(occasion) && isQuiet(preferences.quietHours, timeZone, now)) return refuse('quietHours');
  return { occasion, decision: { channel: 'push', outcome: 'queued', reason: null }, runAt: now };
}

/** E-mail waits: a little for what follows, for the digest, or for the end of the quiet hours. */
export function decideEmail(
  occasion: Occasion,
  { preferences, timeZone, hasAddress }: Addressee,
  now: Date,
  batchMs: number,
): Plan {
  if (!preferences.channels[occasion.category].email) return suppressed(occasion, 'email', 'preference');
  if (!hasAddress) return suppressed(occasion, 'email', 'noAddress');
  const queued: ChannelDecisionDto = { channel: 'email', outcome: 'queued', reason: null };
  if (isUrgent(occasion)) return { occasion, decision: queued, runAt: now };
  const { digest, quietHours } = preferences;
  const soon = new Date(now.getTime() + batchMs);
  const due = digest === 'off' ? soon : digest === 'daily' ? nextAt(DIGEST_TIME, timeZone, now) : nextHour(now);
  if (isQuiet(quietHours, timeZone, due)) {
    return held(occasion, 'quietHours', nextAt(quietHours.to, timeZone, due));
  }
  return digest === 'off' ? { occasion, decision: queued, runAt: due } : held(occasion, 'digest', due);
}

export function suppressed(occasion: Occasion, channel: 'push' | 'email', reason: DecisionReason): Plan {
  return { occasion, decision: { channel, outcome: 'suppressed', reason }, runAt: null };
}

function held(occasion: Occasion, reason: DecisionReason, runAt: Date): Plan {
  return { occasion, decision: { channel: 'email', outcome: 'held', reason }, runAt };
}

function nextHour(now: Date): Date {
  return new Date((Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS);
}
