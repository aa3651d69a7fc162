'use client';

import { type PointerEvent, useMemo, useRef } from 'react';

const HOLD_MS = 450;
/** A finger is never quite still; beyond this it scrolls. */
const SLACK_PX = 10;

/** For fingers only: a mouse has its own button for it. Safari has no `contextmenu` on a long touch. */
export function useLongPress(onHold: (target: HTMLElement) => void) {
  const held = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const onHoldNow = useRef(onHold);
  onHoldNow.current = onHold;

  return useMemo(() => {
    const cancel = () => {
      if (held.current) clearTimeout(held.current.timer);
      held.current = null;
    };
    return {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        cancel();
        if (event.pointerType !== 'touch' || !event.isPrimary) return;
        const target = event.currentTarget;
        const timer = setTimeout(() => {
          held.current = null;
          onHoldNow.current(target);
        }, HOLD_MS);
        held.current = { timer, x: event.clientX, y: event.clientY };
      },
      onPointerMove({ clientX, clientY }: PointerEvent) {
        const start = held.current;
        if (start && Math.hypot(clientX - start.x, clientY - start.y) > SLACK_PX) cancel();
      },
      onPointerUp: cancel,
      onPointerCancel: cancel,
    };
  }, []);
}
