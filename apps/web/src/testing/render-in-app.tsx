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
  await settleApp();
  return world;
}

/** An effect that was put off changes nothing until the render that it asks for, which is put off as well. */
const STILL_LOOKS = 3;
/** As many looks as a page that never stands still gets, so that its own test says what is wrong. */
const MOST_LOOKS = 60;

// Also where a test has a clock of its own.
const { setTimeout: realTimeout } = globalThis;

/**
 * Lets the server's answers and the client's next steps happen, until the page stands still. What a click begins is
 * not React's `act`'s to end (Testing Library turns that off meanwhile): it waits for a turn of the event loop.
 */
export async function settleApp(): Promise<void> {
  let hasChanged = false;
  const observer = new MutationObserver(() => {
    hasChanged = true;
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  let still = 0;
  for (let look = 0; look < MOST_LOOKS && still < STILL_LOOKS; look++) {
    await act(settle);
    await act(nextTurn);
    still = hasChanged ? 0 : still + 1;
    hasChanged = false;
  }
  observer.disconnect();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => realTimeout(resolve, 0));
}
