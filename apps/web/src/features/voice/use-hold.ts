'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { VoicePress } from './voice-start';

/** A press shorter than this is a tap. */
const HOLD_MS = 350;
/** So far from the button letting go deletes. */
const AWAY_PX = 96;

/** `tap`: goes on hands-free. */
export type Release = 'tap' | 'send' | 'discard';

/** What a held microphone button is doing; tells once when it is let go. */
export function useHold(press: VoicePress | null, onRelease: (release: Release) => void) {
  const [hold, setHold] = useState<'none' | 'near' | 'away'>('none');
  const release = useEffectEvent(onRelease);

  useEffect(() => {
    if (!press) return;
    if (!press.isHeld) return release('tap');
    let isAway = false;
    const end = (how: Release) => {
      leave();
      setHold('none');
      release(how);
    };
    const move = ({ clientX, clientY }: PointerEvent) => {
      isAway = Math.hypot(clientX - press.x, clientY - press.y) > AWAY_PX;
      if (performance.now() - press.at >= HOLD_MS) setHold(isAway ? 'away' : 'near');
    };
    const up = () => {
      if (performance.now() - press.at < HOLD_MS) end('tap');
      else end(isAway ? 'discard' : 'send');
    };
    // The system took the finger: nothing may be sent or lost by that.
    const cancel = () => end('tap');
    const timer = setTimeout(() => setHold('near'), HOLD_MS - (performance.now() - press.at));
    const listeners = { pointermove: move, pointerup: up, pointercancel: cancel };
    for (const [event, listener] of Object.entries(listeners))
      window.addEventListener(event, listener as EventListener);
    const leave = () => {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners))
        window.removeEventListener(event, listener as EventListener);
    };
    return leave;
  }, [press]);

  return hold;
}
