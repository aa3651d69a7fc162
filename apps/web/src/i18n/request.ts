import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { LOCALE_COOKIE, pickLocale, pickTimeZone, toIntlTag, ZONE_COOKIE } from './locale';

/** No locale in the URL: a link sent to somebody opens in that reader's language. */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = pickLocale(jar.get(LOCALE_COOKIE)?.value, head.get('accept-language'));
  const messages = (await import(`../../messages/${locale}.json`)).default;
  return {
    locale: toIntlTag(locale),
    messages,
    timeZone: pickTimeZone(jar.get(ZONE_COOKIE)?.value),
    now: new Date(),
  };
});
