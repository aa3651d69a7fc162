import { VOICE_PEAKS_MAX } from '@app/contracts';

/** A piece of a recording, in its order: what a crash of the page loses is the last one. */
export interface VoicePart {
  /** MP3 frames; the encoder runs behind, so they may be of a moment before. */
  bytes: Uint8Array<ArrayBuffer>;
  /** How loud it was, 0 to 100, one for each LEVEL_MS. */
  levels: number[];
  durationMs: number;
}

/** A finished recording. */
export interface VoiceTake {
  blob: Blob;
  durationMs: number;
  /** At most VOICE_PEAKS_MAX integers 0 to 100, the whole length evenly. */
  peaks: number[];
}

export const VOICE_MIME_TYPE = 'audio/mpeg';

/** How much sound makes one bar of the waveform. */
export const LEVEL_MS = 50;

/** As loud as a whisper far from the microphone: below it a recording holds nothing to hear. */
const AUDIBLE_LEVEL = 12;

/** MP3 is a row of frames: parts one after the other are a file, wherever it ends. */
export function toTake(parts: readonly VoicePart[]): VoiceTake {
  return {
    blob: new Blob(
      parts.map(({ bytes }) => bytes),
      { type: VOICE_MIME_TYPE },
    ),
    durationMs: durationOf(parts),
    peaks: toPeaks(levelsOf(parts), VOICE_PEAKS_MAX),
  };
}

export function durationOf(parts: readonly VoicePart[]): number {
  return Math.round(parts.reduce((sum, part) => sum + part.durationMs, 0));
}

export function levelsOf(parts: readonly VoicePart[]): number[] {
  return parts.flatMap(({ levels }) => levels);
}

/** The mean of each of `count` equal stretches; fewer levels than that stay as they are. */
export function toPeaks(levels: readonly number[], count: number): number[] {
  if (levels.length <= count) return [...levels];
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * levels.length) / count);
    const stretch = levels.slice(from, Math.floor(((index + 1) * levels.length) / count));
    return Math.round(stretch.reduce((sum, level) => sum + level, 0) / stretch.length);
  });
}

/** True when nobody would hear anything: the microphone is switched off, or it is another one. */
export function isSilent(levels: readonly number[]): boolean {
  return levels.every((level) => level < AUDIBLE_LEVEL);
}
