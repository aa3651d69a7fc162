'use client';

import { useLayoutEffect, useRef } from 'react';

/** What was in the middle stays there while the picture grows and shrinks. */
export function useCentered(zoom: number) {
  const frame = useRef<HTMLDivElement>(null);
  const last = useRef(zoom);
  useLayoutEffect(() => {
    const element = frame.current;
    const factor = zoom / last.current;
    last.current = zoom;
    if (!element || factor === 1) return;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = element;
    element.scrollLeft = (scrollLeft + clientWidth / 2) * factor - clientWidth / 2;
    element.scrollTop = (scrollTop + clientHeight / 2) * factor - clientHeight / 2;
  }, [zoom]);
  return frame;
}
