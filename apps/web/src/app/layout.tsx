import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-arabic/wght.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getTimeZone } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PreferenceProvider } from '@/features/preference/preference-provider';
import { THEME_COOKIE, toTheme } from '@/features/preference/theme';
import { directionOf, toLocale } from '@/i18n/locale';
import { NONCE_HEADER } from '@/server/page-path';

export const metadata: Metadata = {
  applicationName: 'Parley',
  icons: { icon: '/icon.svg' },
  formatDetection: { telephone: false },
  robots: { index: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#1c1a18' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [tag, timeZone, jar, head] = await Promise.all([getLocale(), getTimeZone(), cookies(), headers()]);
  const locale = toLocale(tag);
  const theme = toTheme(jar.get(THEME_COOKIE)?.value);
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-theme={theme === 'system' ? undefined : theme}
      suppressHydrationWarning
    >
      <head>
        {/* Where React Aria finds the nonce for the styles it adds. */}
        <meta property="csp-nonce" nonce={head.get(NONCE_HEADER) ?? undefined} suppressHydrationWarning />
      </head>
      <body>
        <NextIntlClientProvider>
          <PreferenceProvider locale={locale} timeZone={timeZone} theme={theme}>
            {children}
          </PreferenceProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
