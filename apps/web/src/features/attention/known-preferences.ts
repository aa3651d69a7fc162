import { ParleyError, type Rest } from '@app/client';
import type { PreferencesDto } from '@app/contracts';

/** Another device may have changed them. */
const FRESH_MS = 5 * 60_000;

export interface KnownPreferences {
  /** Null when they cannot be had: then nothing sounds. */
  get(): Promise<PreferencesDto | null>;
  stop(): void;
}

/** What the person wants, fetched when it is first asked for, and told by the settings of any tab. */
export function createKnownPreferences(rest: Pick<Rest, 'notifications'>, userId: string): KnownPreferences {
  let known: { preferences: PreferencesDto; at: number } | null = null;
  const keep = (preferences: PreferencesDto) => {
    known = { preferences, at: Date.now() };
    return preferences;
  };
  const channel = openChannel(userId);
  if (channel) channel.onmessage = ({ data }: MessageEvent<PreferencesDto>) => void keep(data);
  return {
    async get() {
      if (known && Date.now() - known.at < FRESH_MS) return known.preferences;
      try {
        return keep(await rest.notifications.preferences());
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        return null;
      }
    },
    stop: () => channel?.close(),
  };
}

/** Called by the settings: the tab that sounds may be another one. */
export function tellPreferences(userId: string, preferences: PreferencesDto): void {
  const channel = openChannel(userId);
  channel?.postMessage(preferences);
  channel?.close();
}

function openChannel(userId: string): BroadcastChannel | null {
  return 'BroadcastChannel' in globalThis ? new BroadcastChannel(`parley-preferences:${userId}`) : null;
}
