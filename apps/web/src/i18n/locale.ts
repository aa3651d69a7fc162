import { LOCALES, type Locale } from '@app/contracts';

export const LOCALE_COOKIE = 'parley_locale';
export const ZONE_COOKIE = 'parley_zone';
export const DEFAULT_LOCALE: Locale = 'en';

/** How dates and numbers are written: 24-hour clock everywhere, Latin digits in Arabic, as the Maghreb writes them. */
const INTL_TAG: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR', ar: 'ar-u-hc-h23-nu-latn' };

/** Each language in its own words: a reader looks for theirs, not for its translation. */
export const LOCALE_NAME: Record<Locale, string> = { en: 'English', fr: 'Français', ar: 'العربية' };

export function isLocale(value: string | undefined): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/** The wire locale of an Intl tag such as `en-GB`. */
export function toLocale(tag: string): Locale {
  const language = tag.split('-')[0]?.toLowerCase();
  return isLocale(language) ? language : DEFAULT_LOCALE;
}

export function toIntlTag(locale: Locale): string {
  return INTL_TAG[locale];
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return toLocale(locale) === 'ar' ? 'rtl' : 'ltr';
}

/** The person's own choice first, then the first language of the browser that we speak. */
export function pickLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(cookie)) return cookie;
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.trim().split(/[-;]/)[0]?.toLowerCase());
  return wanted.find(isLocale) ?? DEFAULT_LOCALE;
}

/** A zone from a cookie is input: an unknown name would make every date throw. */
export function pickTimeZone(cookie: string | undefined): string {
  if (!cookie) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: decodeURIComponent(cookie) }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
