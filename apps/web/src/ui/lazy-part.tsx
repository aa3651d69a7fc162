'use client';

import { type ComponentType, lazy, Suspense } from 'react';

/**
 * A part that is loaded when it is first shown, and nothing in its place until then. As `next/dynamic`, without its
 * 2 KB for preloading; what a server renders of it stays on the screen while its code is on the way.
 */
export function lazyPart<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  const Part = lazy(load);
  return function LazyPart(props: P) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    );
  };
}
