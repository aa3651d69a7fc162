'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { PreferencesDto, PreferencesInput } from '@app/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { tellPreferences } from '@/features/attention/known-preferences';
import { useErrorText } from '@/i18n/use-error-text';

export interface Settings {
  /** Null while they load, or when they did not. */
  preferences: PreferencesDto | null;
  hasFailed: boolean;
  load: () => Promise<void>;
  /** Shown at once; what the server refuses is taken back. */
  save: (input: PreferencesInput) => Promise<void>;
  isSaved: boolean;
  /** Why the last change was not saved, as the end of a sentence. */
  fault: string | null;
}

/** Whose: one's own, or for admins what holds for everybody who did not choose. */
export type SettingsOf = 'me' | 'everybody';

export function useSettings(of: SettingsOf = 'me'): Settings {
  const { rest, me } = useParley();
  const errorText = useErrorText();
  const [preferences, setPreferences] = useState<PreferencesDto | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  /** The latest change: only its answer says how things stand. */
  const latest = useRef(0);

  const { notifications } = rest;
  const isMine = of === 'me';

  const load = useCallback(async () => {
    setHasFailed(false);
    try {
      setPreferences(await (isMine ? notifications.preferences() : notifications.defaults()));
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setHasFailed(true);
    }
  }, [notifications, isMine]);

  useEffect(() => void load(), [load]);

  const save = async (input: PreferencesInput) => {
    if (!preferences) return;
    latest.current += 1;
    const mine = latest.current;
    setFault(null);
    setIsSaved(false);
    setPreferences(withInput(preferences, input));
    try {
      const stored = await (isMine ? notifications.setPreferences(input) : notifications.setDefaults(input));
      if (mine !== latest.current) return;
      setPreferences(stored);
      if (isMine) tellPreferences(me.id, stored);
      setIsSaved(true);
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      if (mine !== latest.current) return;
      setPreferences(preferences);
      setFault(errorText(thrown.code));
    }
  };

  return { preferences, hasFailed, load, save, isSaved, fault };
}

function withInput(base: PreferencesDto, { channels = {}, ...rest }: PreferencesInput): PreferencesDto {
  const merged = Object.entries(base.channels).map(([category, switches]) => [
    category,
    { ...switches, ...channels[category as keyof typeof channels] },
  ]);
  return { ...base, ...rest, channels: Object.fromEntries(merged) as PreferencesDto['channels'] };
}
