import type { VoiceDraft } from './voice-drafts';

/** A pointer on the microphone button, as it is now: holding records, a tap records hands-free. */
export interface VoicePress {
  isHeld: boolean;
  readonly x: number;
  readonly y: number;
  /** When it went down (ms of `performance.now`). */
  readonly at: number;
}

/** How a recorder is opened. */
export interface VoiceStart {
  /** Null: by key, or by nobody. */
  press: VoicePress | null;
  /** What was recorded before and not sent; there is nothing to record then. */
  draft: VoiceDraft | null;
}
