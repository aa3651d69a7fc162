import { lastBars } from './live-wave';
import { BAR_COUNT, toBars } from './waveform';

describe('toBars', () => {
  it('draws the same number of bars of few peaks, of many and of none, each to be seen', () => {
    for (const peaks of [[], [50], [0, 100], Array.from({ length: 64 }, () => 100)]) {
      const bars = toBars(peaks);
      expect(bars).toHaveLength(BAR_COUNT);
      for (const bar of bars) expect(bar >= 3 && bar <= 28).toBe(true);
    }
  });

  it('runs from the first peak to the last', () => {
    const bars = toBars([0, 100]);
    expect(bars[0]).toBe(3);
    expect(bars.at(-1)).toBe(28);
    expect(bars).toEqual([...bars].sort((a, b) => a - b));
  });
});

describe('lastBars', () => {
  it('ends with the newest level, and moves by whole bars', () => {
    expect(lastBars([], 3)).toEqual([0, 0, 0]);
    expect(lastBars([10, 20, 30], 3)).toEqual([0, 20, 30]);
    expect(lastBars([10, 20, 30, 40], 3)).toEqual([0, 20, 40]);
    const many = Array.from({ length: 500 }, (_, index) => index);
    expect(lastBars(many, 44)).toHaveLength(44);
    expect(lastBars(many, 44).at(-1)).toBe(499);
    expect(lastBars([...many, 500], 44).slice(0, -1)).toEqual(lastBars(many, 44).slice(1));
  });
});
