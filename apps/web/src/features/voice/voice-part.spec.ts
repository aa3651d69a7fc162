import { durationOf, isSilent, LEVEL_MS, levelsOf, toPeaks, toTake, type VoicePart } from './voice-part';

const part = (overrides: Partial<VoicePart> = {}): VoicePart => ({
  bytes: new Uint8Array([1, 2]),
  levels: [50],
  durationMs: LEVEL_MS,
  ...overrides,
});

describe('toTake', () => {
  it('is the bytes one after the other, their length together, and one waveform', () => {
    const take = toTake([part(), part({ levels: [20, 30], durationMs: 2 * LEVEL_MS })]);
    expect(take.blob).toMatchObject({ size: 4, type: 'audio/mpeg' });
    expect(take.durationMs).toBe(150);
    expect(take.peaks).toEqual([50, 20, 30]);
  });

  it('has at most 64 peaks, each a whole number of 0 to 100, however long it is', () => {
    const levels = Array.from({ length: 6_001 }, (_, index) => index % 101);
    const { peaks } = toTake([part({ levels, durationMs: 300_012.4 })]);
    expect(peaks).toHaveLength(64);
    for (const peak of peaks) expect(Number.isInteger(peak) && peak >= 0 && peak <= 100).toBe(true);
    expect(durationOf([part({ durationMs: 300_012.4 })])).toBe(300_012);
  });
});

describe('toPeaks', () => {
  it('is the mean of each stretch, so that one cough does not paint a whole minute', () => {
    expect(toPeaks([0, 0, 30, 100, 40, 70], 2)).toEqual([10, 70]);
  });

  it('leaves a short recording as it is', () => {
    expect(toPeaks([10, 20], 64)).toEqual([10, 20]);
    expect(toPeaks([], 64)).toEqual([]);
  });
});

describe('isSilent', () => {
  it('tells a muted microphone from a soft voice', () => {
    expect(isSilent(levelsOf([part({ levels: [0, 3, 11] })]))).toBe(true);
    expect(isSilent([0, 0, 30])).toBe(false);
  });
});
