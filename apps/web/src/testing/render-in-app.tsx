import type { OutboxStorage } from '@app/client';
import { ParleyProvider } from '@app/client/react';
import type { Locale, MeDto } from '@app/contracts';
import { act, render } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { PreferenceProvider } from '@/features/preference/preference-provider';
import { toIntlTag } from '@/i18n/locale';
import { buildMe } from '../../../../libs/client/src/testing/build';
import { buildWorld, type World } from '../../../../libs/client/src/testing/build-world';
import { settle } from '../../../../libs/client/src/testing/fake-clock';

interface AppOptions {
  locale?: Locale;
  /** Who looks, where that is not just Ana. */
  me?: Partial<MeDto>;
  /** The device's, where it is not just memory. */
  storage?: OutboxStorage;
  /** Runs before the page is shown: what the server already knows. */
  arrange?: (world: World) => void;
}

/**
 * Shows a part of the app to Ana, whose real client talks to a server in memory: one chat, `c1`, with Ben.
 * The page around must mock `next/navigation`, which lives only inside Next.
 */
export async function renderInApp(
  part: ReactNode,
  { locale = 'en', me, storage, arrange }: AppOptions = {},
): Promise<World> {
  const world = buildWorld({ me: buildMe(me), ...(storage && { storage }) });
  arrange?.(world);
  const messages = (await import(`../../messages/${locale}.json`)).default;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  render(
    <NextIntlClientProvider locale={toIntlTag(locale)} messages={messages} timeZone={timeZone}>
      <PreferenceProvider locale={locale} timeZone={timeZone} theme="system">
        <ParleyProvider parley={world.parley}>{part}</ParleyProvider>
      </PreferenceProvider>
    </NextIntlClientProvider>,
  );
  await act(settle);
  return world;
}

/** Lets the server's answers and the client's next steps happen. */
export async function settleApp(): Promise<void> {
  await act(settle);
}
