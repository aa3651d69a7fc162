import { createVoiceEncoder } from './voice-encoder';
import type { VoicePart } from './voice-part';

/** To the worker: sound comes over `port` in Float32Array blocks, null at its end. */
export interface EncodeRequest {
  sampleRate: number;
  port: MessagePort;
}

/** From the worker: parts as they are made, `isLast` with the last one. */
export interface EncodeReply {
  parts: VoicePart[];
  isLast: boolean;
}

// Only errors that are thrown at the top reach the page.
self.onmessage = ({ data }: MessageEvent<EncodeRequest>) => void encode(data).catch(reportError);

async function encode({ sampleRate, port }: EncodeRequest): Promise<void> {
  const encoder = await createVoiceEncoder(sampleRate);
  const reply = (parts: VoicePart[], isLast = false) => {
    if (parts.length === 0) return;
    const message: EncodeReply = { parts, isLast };
    self.postMessage(message, { transfer: parts.map(({ bytes }) => bytes.buffer) });
  };
  // What was said while the encoder loaded waits in the port.
  port.onmessage = ({ data: block }: MessageEvent<Float32Array | null>) => {
    if (block) return reply(encoder.push(block));
    reply([encoder.finish()], true);
    port.close();
    self.close();
  };
}
