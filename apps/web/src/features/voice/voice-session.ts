import { createRecorder, type Recorder, type RecorderOptions } from './create-recorder';
import { keepDraft } from './draft-keeper';
import type { VoiceDraft } from './voice-drafts';

export interface VoiceSession {
  recorder: Recorder;
  /** Sent or deleted. */
  drop(): Promise<void>;
  /** The person goes elsewhere: the microphone is let go, and what there is waits on the device. */
  leave(): Promise<void>;
}

export interface VoiceSessionOptions extends Pick<RecorderOptions, 'limitMs' | 'openCapture' | 'encode'> {
  userId: string;
  chatId: string;
  draft: VoiceDraft | null;
  onNotKept: () => void;
}

/** A recording and its copy on the device. */
export function openVoiceSession({ userId, chatId, draft, onNotKept, ...options }: VoiceSessionOptions): VoiceSession {
  const keeper = keepDraft({ userId, chatId, draft, onLost: onNotKept });
  const recorder = createRecorder({ ...options, restored: draft?.parts, keep: keeper.add });
  // Frozen or closed tabs hear nothing after it.
  const flush = () => void keeper.flush();
  window.addEventListener('pagehide', flush);
  const end = () => {
    window.removeEventListener('pagehide', flush);
    recorder.stop();
  };
  return {
    recorder,
    async drop() {
      end();
      await keeper.drop();
    },
    async leave() {
      end();
      await keeper.leave();
    },
  };
}
