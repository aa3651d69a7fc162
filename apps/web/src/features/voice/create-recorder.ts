import type { Store } from '@app/client';
import { createStore } from 'zustand/vanilla';
import { type Capture, type OpenCapture, openMicrophone } from './capture';
import { type MicFault, toMicFault } from './mic-fault';
import { type OpenEncoding, openEncoding } from './voice-encoding';
import { durationOf, levelsOf, toTake, type VoicePart, type VoiceTake } from './voice-part';

export interface RecorderState {
  /** `paused` can go on, `ended` cannot; both hold something to listen to and to send. */
  phase: 'asking' | 'recording' | 'paused' | 'ended' | 'failed';
  fault: MicFault | null;
  /** Why it ended by itself: the microphone went away, or it is as long as may be. */
  endedBy: 'lost' | 'limit' | null;
  durationMs: number;
  levels: readonly number[];
}

/** One recording, from the question for the microphone to what is sent. */
export interface Recorder extends Store<RecorderState> {
  /** Asks for the microphone and records. To be called by the person's own press. */
  start(): Promise<void>;
  pause(): void;
  resume(): void;
  /** What there is until now. While recording, the encoder may hold back the last moment of it. */
  take(): VoiceTake;
  /** Ends it, and answers all of it. */
  finish(): Promise<VoiceTake>;
  /** Lets the microphone go and forgets what was recorded. */
  stop(): void;
}

export interface RecorderOptions {
  limitMs: number;
  /** What an earlier recording left: it has ended, and `start` is not for it. */
  restored?: readonly VoicePart[];
  /** Gets every part when it is made. */
  keep?: (part: VoicePart) => void;
  openCapture?: OpenCapture;
  encode?: OpenEncoding;
}

/** The device's clock is not the server's, and the last block is a whole one. */
const LIMIT_MARGIN_MS = 1_000;

/** A sound thread that stands still must not hold up what was said before. */
const FINISHES_WITHIN_MS = 2_000;

export function createRecorder(options: RecorderOptions): Recorder {
  const { limitMs, restored, keep = () => {}, openCapture = openMicrophone, encode = openEncoding } = options;
  const store = createStore<RecorderState>(() => ({
    phase: restored ? 'ended' : 'asking',
    fault: null,
    endedBy: null,
    durationMs: durationOf(restored ?? []),
    levels: levelsOf(restored ?? []),
  }));
  const parts: VoicePart[] = [...(restored ?? [])];
  let capture: Capture | null = null;
  let leaveEncoding = () => {};
  let isStopped = false;
  let whole = gate();

  const isOn = () => ['recording', 'paused'].includes(store.getState().phase);

  const stopCapture = () => {
    capture?.stop();
    capture = null;
  };

  const release = () => {
    stopCapture();
    leaveEncoding();
    whole.open();
  };

  const fail = (fault: MicFault) => {
    release();
    // What was recorded before is not lost with the encoder.
    store.setState(parts.length > 0 ? { phase: 'ended', endedBy: 'lost' } : { phase: 'failed', fault });
  };

  /** The last moment of it is still with the encoder. */
  const endCapture = () => {
    stopCapture();
    setTimeout(release, FINISHES_WITHIN_MS);
  };

  const endBy = (endedBy: 'lost' | 'limit') => {
    if (!isOn()) return;
    store.setState({ phase: 'ended', endedBy });
    endCapture();
  };

  const takeIn = (news: readonly VoicePart[], isLast: boolean) => {
    if (isStopped) return;
    for (const part of news) {
      parts.push(part);
      keep(part);
    }
    store.setState({ durationMs: durationOf(parts), levels: levelsOf(parts) });
    if (isLast) release();
    else if (store.getState().durationMs > limitMs - LIMIT_MARGIN_MS) endBy('limit');
  };

  const pause = () => {
    if (store.getState().phase !== 'recording') return;
    capture?.pause();
    store.setState({ phase: 'paused' });
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    async start() {
      whole = gate();
      store.setState({ phase: 'asking', fault: null });
      const { port1, port2 } = new MessageChannel();
      try {
        const opened = await openCapture(port1, { lost: () => endBy('lost'), interrupted: pause });
        if (isStopped) return opened.stop();
        capture = opened;
      } catch (thrown) {
        return fail(toMicFault(thrown));
      }
      leaveEncoding = encode(
        { sampleRate: capture.sampleRate, port: port2 },
        { part: (reply) => takeIn(reply.parts, reply.isLast), failed: () => fail('failed') },
      );
      store.setState({ phase: 'recording' });
    },
    pause,
    resume() {
      if (store.getState().phase !== 'paused') return;
      capture?.resume();
      store.setState({ phase: 'recording' });
    },
    take: () => toTake(parts),
    async finish() {
      if (isOn()) endCapture();
      if (!restored) await whole.opened;
      if (isOn()) store.setState({ phase: 'ended' });
      return toTake(parts);
    },
    stop() {
      isStopped = true;
      release();
    },
  };
}

/** A promise that is kept from outside. */
function gate(): { opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
