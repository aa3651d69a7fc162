'use client';

import type { Locale } from '@app/contracts';
import { useRouter } from 'next/navigation';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useTransition,
} from 'react';
import { LOCALE_COOKIE, ZONE_COOKIE } from '@/i18n/locale';
// In the chunk of the root for all pages; the bundler would copy them, links and icons into each part's own.
import '@/ui/button';
import '@/ui/empty-state';
import { writePreference } from './cookie';
import { THEME_COOKIE, type Theme } from './theme';

interface Preferences {
  locale: Locale;
  setLocale: (locale: Locale) => void;
  theme: Theme;
  setTheme: (theme: Theme) => void;
  /** Goes to the other of light and dark, whatever is shown now. */
  switchTheme: () => void;
}

const PreferenceContext = createContext<Preferences | null>(null);

interface ProviderProps {
  locale: Locale;
  timeZone: string;
  theme: Theme;
  children: ReactNode;
}

/** Language, zone and theme live in cookies, so that the first paint is already right. */
export function PreferenceProvider({ locale, timeZone, theme: initialTheme, children }: ProviderProps) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [theme, setThemeState] = useState(initialTheme);

  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === timeZone) return;
    writePreference(ZONE_COOKIE, zone);
    startTransition(() => router.refresh());
  }, [router, timeZone]);

  const setTheme = useCallback((next: Theme) => {
    writePreference(THEME_COOKIE, next === 'system' ? null : next);
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    setThemeState(next);
  }, []);

  const setLocale = useCallback(
    (next: Locale) => {
      writePreference(LOCALE_COOKIE, next);
      startTransition(() => router.refresh());
    },
    [router],
  );

  const value = useMemo<Preferences>(() => {
    const isDark = () =>
      theme === 'dark' || (theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches);
    return { locale, setLocale, theme, setTheme, switchTheme: () => setTheme(isDark() ? 'light' : 'dark') };
  }, [locale, setLocale, theme, setTheme]);

  return <PreferenceContext.Provider value={value}>{children}</PreferenceContext.Provider>;
}

export function usePreferences(): Preferences {
  const preferences = useContext(PreferenceContext);
  if (!preferences) throw new Error('usePreferences needs a PreferenceProvider above it');
  return preferences;
}
