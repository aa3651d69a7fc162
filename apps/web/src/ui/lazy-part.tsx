'use client';

import { type ComponentType, lazy, Suspense } from 'react';

/**
 * A part that is loaded when it is first shown, and nothing in its place until then. As `next/dynamic`, without its
 * 2 KB for preloading; what a server renders of it stays on the screen while its code is on the way. React Aria is in
 * such parts alone where every byte counts, so its provider comes with them.
 */
export function lazyPart<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  const Part = lazy(() =>
    persist(async () => {
      const [{ default: Content }, { AriaLocale }] = await Promise.all([load(), import('./aria-locale')]);
      const Localised = (props: P) => (
        <AriaLocale>
          <Content {...props} />
        </AriaLocale>
      );
      return { default: Localised };
    }),
  );
  return function LazyPart(props: P) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    );
  };
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 16_000;

/** What is wanted while the network is away comes back with it; what half a minute with a network cannot load is an error. */
async function persist<T>(load: () => Promise<T>): Promise<T> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await load();
    } catch (error) {
      if (waitMs === LONGEST_WAIT_MS && navigator.onLine) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
