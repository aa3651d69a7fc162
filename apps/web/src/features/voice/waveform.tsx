import { cx } from '@/ui/cx';

/** Bars of a waveform, however many peaks there are. */
export const BAR_COUNT = 44;
export const BAR_WIDTH = 2;
export const BAR_STEP = 4;
export const HEIGHT = 28;
export const MIN_BAR = 3;

interface WaveformProps {
  /** 0 to 100 each. */
  peaks: readonly number[];
  /** How much of it was heard, 0 to 1. */
  progress: number;
  className?: string;
}

/** A picture of the sound; what was heard is fuller. It runs with the page, so from right to left in Arabic. */
export function Waveform({ peaks, progress, className }: WaveformProps) {
  const bars = toBars(peaks);
  return (
    <svg
      viewBox={`0 0 ${BAR_COUNT * BAR_STEP - BAR_STEP + BAR_WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
      className={cx('flip block size-full', className)}
    >
      {bars.map((height, index) => (
        <rect
          key={index}
          x={index * BAR_STEP}
          y={(HEIGHT - height) / 2}
          width={BAR_WIDTH}
          height={height}
          rx={BAR_WIDTH / 2}
          className={index / BAR_COUNT < progress ? 'fill-(--heard)' : 'fill-(--ahead)'}
        />
      ))}
    </svg>
  );
}

/** Heights in units of the picture: few peaks are stretched, many are drawn together. */
export function toBars(peaks: readonly number[]): number[] {
  return Array.from({ length: BAR_COUNT }, (_, index) => {
    const at = (index / (BAR_COUNT - 1)) * (peaks.length - 1);
    const before = peaks[Math.floor(at)] ?? 0;
    const after = peaks[Math.ceil(at)] ?? before;
    const peak = before + (after - before) * (at - Math.floor(at));
    return Math.max(MIN_BAR, (peak / 100) * HEIGHT);
  });
}
