import type { Clock } from './clock';

/** The server's time, for windows and mutes that the server decides: this device may be a day off. */
export interface ServerClock {
  /** Milliseconds since the epoch as the server counts them, as far as known. */
  now(): number;
  /** What to add to this device's time. */
  skewMs(): number;
  /** The same `fetch`, with every answer's Date header taken note of. */
  watch(call: typeof fetch): typeof fetch;
}

/** The header has whole seconds, so less than this is no difference. */
const SKEW_MIN_MS = 2_000;
const HALF_A_SECOND = 500;

/** Learns from every HTTP answer how far this device is off. */
export function createServerClock(clock: Clock): ServerClock {
  let skewMs = 0;

  const note = (header: string | null, sentAt: number) => {
    const date = header === null ? Number.NaN : Date.parse(header);
    if (Number.isNaN(date)) return;
    const skew = date + HALF_A_SECOND - (sentAt + clock.now()) / 2;
    skewMs = Math.abs(skew) < SKEW_MIN_MS ? 0 : Math.round(skew);
  };

  return {
    now: () => clock.now() + skewMs,
    skewMs: () => skewMs,
    watch: (call) => async (input, init) => {
      const sentAt = clock.now();
      const response = await call(input, init);
      note(response.headers.get('date'), sentAt);
      return response;
    },
  };
}
