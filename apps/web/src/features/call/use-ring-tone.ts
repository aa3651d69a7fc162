'use client';

import { useEffect } from 'react';

/** Notes in hertz, each for so long, and the time until it begins again. */
const TONES = {
  incoming: { notes: [659, 784, 659, 784], noteMs: 180, everyMs: 2_600, volume: 0.14 },
  outgoing: { notes: [425], noteMs: 900, everyMs: 4_000, volume: 0.05 },
};

/** Rings until it is over; null: silent. A page that was never touched may make no sound, and then it only shows. */
export function useRingTone(kind: keyof typeof TONES | null): void {
  useEffect(() => {
    if (!kind || !('AudioContext' in window)) return;
    const context = new AudioContext();
    ring(context, TONES[kind]);
    const timer = setInterval(() => ring(context, TONES[kind]), TONES[kind].everyMs);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }, [kind]);
}

/** With soft edges, as a tone that is cut clicks. */
function ring(context: AudioContext, { notes, noteMs, volume }: (typeof TONES)['incoming']): void {
  for (const [index, hertz] of notes.entries()) {
    const from = context.currentTime + (index * noteMs) / 1_000;
    const until = from + noteMs / 1_000;
    const gain = new GainNode(context, { gain: 0 });
    const note = new OscillatorNode(context, { frequency: hertz });
    gain.gain.linearRampToValueAtTime(volume, from + 0.03);
    gain.gain.setValueAtTime(volume, until - 0.05);
    gain.gain.linearRampToValueAtTime(0, until);
    note.connect(gain).connect(context.destination);
    note.start(from);
    note.stop(until);
  }
}
