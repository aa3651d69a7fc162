'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** Calls back each time the element comes into view. */
export function useInView<T extends Element>(onView: () => void): RefObject<T | null> {
  const ref = useRef<T>(null);
  const latest = useRef(onView);
  useEffect(() => {
    latest.current = onView;
  });
  useEffect(() => {
    if (!ref.current || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { rootMargin: '200px' },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return ref;
}
