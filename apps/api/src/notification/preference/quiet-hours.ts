import { isQuietAt, type QuietHoursDto } from '@app/contracts';
import { toMoment } from '../../common/zoned-time';

const DAY_MS = 24 * 60 * 60_000;
const FALLBACK_ZONE = 'UTC';

/** True while the clocks of the person's zone show a quiet time. Equal bounds mean the whole day. */
export function isQuiet(quietHours: QuietHoursDto, timeZone: string, at: Date): boolean {
  return quietHours.isOn && isQuietAt(quietHours, wallClock(timeZone, at).slice(11));
}

/** The next moment after `at` at which clocks of the zone show this time. */
export function nextAt(time: string, timeZone: string, at: Date): Date {
  const zone = knownZone(timeZone);
  for (const day of [0, 1, 2]) {
    const date = wallClock(zone, new Date(at.getTime() + day * DAY_MS)).slice(0, 10);
    const moment = toMoment({ local: `${date}T${time}`, timeZone: zone }, 'time');
    if (moment > at) return moment;
  }
  return new Date(at.getTime() + DAY_MS);
}

/** '2026-11-22T09:00' */
function wallClock(timeZone: string, at: Date): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: knownZone(timeZone),
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(at).replace(' ', 'T');
}

/** A zone that this machine does not know (any more) must not keep a notification from being sent. */
function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return FALLBACK_ZONE;
  }
}
