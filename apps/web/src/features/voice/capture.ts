import { MicError, missingSupport } from './mic-fault';

/** A microphone that is on. */
export interface Capture {
  readonly sampleRate: number;
  pause(): void;
  resume(): void;
  /** Hands over what was heard until now, and lets the microphone go. */
  stop(): void;
}

export interface CaptureEvents {
  /** The microphone is gone: pulled out, taken by a call, or its permission withdrawn. */
  lost(): void;
  /** The system holds it for a while, as for a phone call; `resume` asks for it back. */
  interrupted(): void;
}

/** Opens a microphone whose sound goes to `sink`: mono Float32Array blocks, null after the last. Throws what the browser throws. */
export type OpenCapture = (sink: MessagePort, events: CaptureEvents) => Promise<Capture>;

/** Asks for the person's microphone. To be called by their own press, or some browsers keep the sound off. */
export const openMicrophone: OpenCapture = async (sink, events) => {
  const missing = missingSupport();
  if (missing) throw new MicError(missing);
  const context = new AudioContext({ latencyHint: 'playback' });
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
    return await tap(context, stream, sink, events);
  } catch (thrown) {
    await context.close();
    throw thrown;
  }
};

async function tap(
  context: AudioContext,
  stream: MediaStream,
  sink: MessagePort,
  events: CaptureEvents,
): Promise<Capture> {
  const letGo = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  try {
    // Browsers fetch this file as it is; the bundler only gives it an address.
    await context.audioWorklet.addModule(new URL('./pcm-tap.worklet.js', import.meta.url));
  } catch (thrown) {
    letGo();
    throw thrown;
  }
  wake(context);
  const node = new AudioWorkletNode(context, 'pcm-tap', { channelCount: 1, channelCountMode: 'explicit' });
  node.port.postMessage({ port: sink }, [sink]);
  context.createMediaStreamSource(stream).connect(node);
  // Silent, but only what leads to the loudspeaker is run.
  node.connect(context.destination);
  context.addEventListener('statechange', () => {
    if (context.state !== 'running' && context.state !== 'closed') events.interrupted();
  });
  // Closed before it, the sound thread would drop its last block.
  node.port.onmessage = () => void context.close();
  for (const track of stream.getAudioTracks()) track.addEventListener('ended', () => events.lost());
  return {
    sampleRate: context.sampleRate,
    pause: () => node.port.postMessage({ isPaused: true }),
    resume() {
      // A phone call suspends it; nothing comes in until it runs again.
      void context.resume().catch(() => events.lost());
      node.port.postMessage({ isPaused: false });
    },
    stop() {
      node.port.postMessage({ isEnded: true });
      letGo();
    },
  };
}

/** A page that was never touched gets no sound until the finger is lifted; the browser does not say so, it waits. */
function wake(context: AudioContext): void {
  const resume = () => {
    if (context.state !== 'closed') void context.resume();
  };
  resume();
  window.addEventListener('pointerup', resume, { once: true });
}
