/** @jest-environment node */
import { createVoiceEncoder } from './voice-encoder';
import { durationOf, levelsOf, toTake, type VoicePart } from './voice-part';

/** A tone, as a microphone of that rate would give it. */
const tone = (seconds: number, sampleRate: number, volume: number) =>
  Float32Array.from(
    { length: seconds * sampleRate },
    (_, at) => volume * Math.sin((2 * Math.PI * 440 * at) / sampleRate),
  );

async function record(pcm: Float32Array, sampleRate: number, pieceLength: number): Promise<VoicePart[]> {
  const encoder = await createVoiceEncoder(sampleRate);
  const parts: VoicePart[] = [];
  for (let at = 0; at < pcm.length; at += pieceLength) parts.push(...encoder.push(pcm.subarray(at, at + pieceLength)));
  return [...parts, encoder.finish()];
}

/** Start of a frame of MPEG 2 layer III, mono, 32 kbit/s, 24 kHz: 96 bytes and 24 ms each. */
const FRAME_BYTES = 96;
const FRAME_MS = 24;
const isFrame = (bytes: Uint8Array, at: number) =>
  bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xfe) === 0xf2 && ((bytes[at + 2] ?? 0) & 0xfc) === 0x44;

describe('createVoiceEncoder', () => {
  it.each([8_000, 16_000, 44_100, 48_000, 96_000])('makes whole MP3 frames of a microphone of %i Hz', async (rate) => {
    const parts = await record(tone(2, rate, 0.5), rate, 1_024);
    const bytes = new Uint8Array(await toTake(parts).blob.arrayBuffer());
    expect(bytes.length % FRAME_BYTES).toBe(0);
    for (let at = 0; at < bytes.length; at += FRAME_BYTES) expect(isFrame(bytes, at)).toBe(true);
    expect((bytes.length / FRAME_BYTES) * FRAME_MS).toBeGreaterThanOrEqual(2_000);
    expect((bytes.length / FRAME_BYTES) * FRAME_MS).toBeLessThan(2_200);
  });

  it('loses no sample, in whatever pieces it comes', async () => {
    const pcm = tone(1.234, 48_000, 0.5);
    const whole = await record(pcm, 48_000, pcm.length);
    const pieces = await record(pcm, 48_000, 777);
    expect(durationOf(whole)).toBe(1_234);
    expect(durationOf(pieces)).toBe(1_234);
    expect(await toTake(pieces).blob.arrayBuffer()).toEqual(await toTake(whole).blob.arrayBuffer());
  });

  it('tells how loud it was as ears hear it: half the voltage is a little softer, silence is nothing', async () => {
    const loud = levelsOf(await record(tone(0.1, 48_000, 1), 48_000, 4_800));
    const softer = levelsOf(await record(tone(0.1, 48_000, 0.5), 48_000, 4_800));
    const silent = levelsOf(await record(new Float32Array(4_800), 48_000, 4_800));
    expect(loud).toEqual([100, 100]);
    expect(softer).toEqual([88, 88]);
    expect(silent).toEqual([0, 0]);
  });

  it('gives parts of its own, that later sound does not overwrite', async () => {
    const encoder = await createVoiceEncoder(48_000);
    const first = encoder.push(tone(1, 48_000, 0.5));
    const copy = structuredClone(first);
    encoder.push(tone(1, 48_000, 0.9));
    expect(first).toEqual(copy);
    expect(first.some(({ bytes }) => bytes.length > 0)).toBe(true);
  });
});
