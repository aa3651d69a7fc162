import { BAR_COUNT, Waveform } from './waveform';

/** Two levels a bar: the last four seconds. */
const LEVELS_A_BAR = 2;

/** The sound as it comes in, newest at the end of the line. */
export function LiveWave({ levels }: { levels: readonly number[] }) {
  return (
    <div className="h-7 min-w-0 flex-1 [--ahead:var(--accent-text)] forced-colors:[--ahead:CanvasText]">
      <Waveform peaks={lastBars(levels)} progress={0} />
    </div>
  );
}

/** A level stays in its bar while new ones come: the picture moves, and does not flicker. */
export function lastBars(levels: readonly number[]): number[] {
  const end = Math.ceil(levels.length / LEVELS_A_BAR);
  return Array.from({ length: BAR_COUNT }, (_, index) => {
    const bar = end - BAR_COUNT + index;
    return bar < 0 ? 0 : Math.max(...levels.slice(bar * LEVELS_A_BAR, (bar + 1) * LEVELS_A_BAR));
  });
}
