import { BAR_STEP, BAR_WIDTH, HEIGHT, MIN_BAR } from './waveform';

/** As many as the widest composer has room for. */
const BAR_COUNT = 200;

const LEVELS_A_BAR = 2;

/** The sound as it comes in, newest at the end of the line, as far back as there is room. */
export function LiveWave({ levels }: { levels: readonly number[] }) {
  return (
    <div className="flex h-7 min-w-0 flex-1 justify-end overflow-hidden">
      <svg
        aria-hidden
        width={BAR_COUNT * BAR_STEP}
        height={HEIGHT}
        className="flip flex-none fill-accent-text forced-colors:fill-[CanvasText]"
      >
        {lastBars(levels, BAR_COUNT).map((peak, index) => {
          const height = Math.max(MIN_BAR, (peak / 100) * HEIGHT);
          return (
            <rect
              key={index}
              x={index * BAR_STEP}
              y={(HEIGHT - height) / 2}
              width={BAR_WIDTH}
              height={height}
              rx={BAR_WIDTH / 2}
            />
          );
        })}
      </svg>
    </div>
  );
}

/** A level stays in its bar while new ones come: the picture moves, and does not flicker. */
export function lastBars(levels: readonly number[], count: number): number[] {
  const end = Math.ceil(levels.length / LEVELS_A_BAR);
  return Array.from({ length: count }, (_, index) => {
    const bar = end - count + index;
    return bar < 0 ? 0 : Math.max(...levels.slice(bar * LEVELS_A_BAR, (bar + 1) * LEVELS_A_BAR));
  });
}
