'use client';

import type { Virtualizer, VirtualizerOptions } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

type Library = typeof import('@tanstack/react-virtual');
type RowVirtualizer = Virtualizer<HTMLElement, Element>;
type Options = Omit<
  VirtualizerOptions<HTMLElement, Element>,
  'observeElementRect' | 'observeElementOffset' | 'scrollToFn' | 'onChange'
>;

/** Loaded once, at once there for every later history. */
let library: Library | null = null;

interface Windowing {
  /** Null until it is needed and loaded. */
  virtualizer: RowVirtualizer | null;
  /** One that comes while rows are in the page has to see them all before it may leave any out. */
  hasMeasured: boolean;
}

/**
 * What the hook of the same name in TanStack Virtual does, with a virtualizer that is loaded when a history grows:
 * it is 13 KB, and most histories never need it.
 */
export function useVirtualizer(isNeeded: boolean, optionsFor: (library: Library) => Options): Windowing {
  const [loaded, setLoaded] = useState(library);
  const [, rerender] = useReducer((count: number) => count + 1, 0);
  const held = useRef<RowVirtualizer | null>(null);
  const isMeasuring = useRef(false);
  const [hasMeasured, setHasMeasured] = useState(loaded !== null);

  useEffect(() => {
    if (!isNeeded || loaded) return;
    let isGone = false;
    import('@tanstack/react-virtual').then(
      (module) => {
        library = module;
        if (!isGone) setLoaded(module);
      },
      // Offline: all rows stay in the page, which is slower and not wrong; the next history tries again.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [isNeeded, loaded]);

  if (loaded) {
    const options: VirtualizerOptions<HTMLElement, Element> = {
      ...optionsFor(loaded),
      observeElementRect: loaded.observeElementRect,
      observeElementOffset: loaded.observeElementOffset,
      scrollToFn: loaded.elementScroll,
      onChange: (_, isSync) => {
        // React is committing while a row is measured through its ref, and cannot flush then.
        if (isSync && !isMeasuring.current) flushSync(rerender);
        else rerender();
      },
    };
    held.current ??= create(loaded, options);
    held.current.setOptions(options);
  }

  function create({ Virtualizer }: Library, options: VirtualizerOptions<HTMLElement, Element>): RowVirtualizer {
    const made = new Virtualizer(options);
    const measure = made.measureElement;
    made.measureElement = (row) => {
      isMeasuring.current = true;
      try {
        measure(row);
      } finally {
        isMeasuring.current = false;
      }
    };
    return made;
  }

  const virtualizer = held.current;
  useLayoutEffect(() => virtualizer?._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer?._willUpdate());
  useLayoutEffect(() => {
    if (virtualizer) setHasMeasured(true);
  }, [virtualizer]);
  return { virtualizer, hasMeasured };
}
