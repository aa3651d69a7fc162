import { createMp3Encoder } from 'wasm-media-encoders';
import { LEVEL_MS, type VoicePart } from './voice-part';

/** Speech needs no more: 240 KB a minute, understood by every browser. */
const KBPS = 32;
const MP3_HZ = 24_000;

/** A level of 0 is this soft, 100 is as loud as can be (dB full scale): about what a voice covers. */
const SOFTEST_DB = -50;

export interface VoiceEncoder {
  /** Takes mono sound, -1 to 1, in pieces of any length; answers a part for each LEVEL_MS that became full. */
  push(pcm: Float32Array): VoicePart[];
  /** What is left. Nothing may be pushed after it. */
  finish(): VoicePart;
}

/** MP3, mono, 32 kbit/s, whatever the microphone's rate. Loads 90 KB, so it is for a worker. */
export async function createVoiceEncoder(sampleRate: number): Promise<VoiceEncoder> {
  const mp3 = await createMp3Encoder();
  mp3.configure({ sampleRate, channels: 1, bitrate: KBPS, outputSampleRate: MP3_HZ });
  const stretch = new Float32Array(Math.round((sampleRate * LEVEL_MS) / 1_000));
  let filled = 0;

  /** The encoder's answer lives in its own memory, and the next call overwrites it. */
  const encode = (pcm: Float32Array): VoicePart => ({
    bytes: new Uint8Array(mp3.encode([pcm])),
    levels: pcm.length > 0 ? [levelOf(pcm)] : [],
    durationMs: (pcm.length * 1_000) / sampleRate,
  });

  return {
    push(pcm) {
      const parts: VoicePart[] = [];
      for (let taken = 0; taken < pcm.length; ) {
        const piece = pcm.subarray(taken, taken + stretch.length - filled);
        stretch.set(piece, filled);
        filled += piece.length;
        taken += piece.length;
        if (filled < stretch.length) break;
        parts.push(encode(stretch));
        filled = 0;
      }
      return parts;
    },
    finish() {
      const rest = encode(stretch.subarray(0, filled));
      const tail = mp3.finalize();
      const bytes = new Uint8Array(rest.bytes.length + tail.length);
      bytes.set(rest.bytes);
      bytes.set(tail, rest.bytes.length);
      return { ...rest, bytes };
    },
  };
}

/** As ears hear it: in decibels, not in volts. */
function levelOf(pcm: Float32Array): number {
  const peak = pcm.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
  const decibel = 20 * Math.log10(peak);
  return Math.round(Math.min(1, Math.max(0, 1 - decibel / SOFTEST_DB)) * 100);
}
