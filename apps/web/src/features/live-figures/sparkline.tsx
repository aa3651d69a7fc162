const [WIDTH, HEIGHT] = [120, 28];

/** How a figure went, without axes: its numbers are beside it. Gaps where there was nothing to measure. Mirrored with the page. */
export function Sparkline({ values }: { values: (number | null)[] }) {
  const top = Math.max(1, ...values.map((value) => value ?? 0));
  const step = WIDTH / Math.max(1, values.length - 1);
  const point = (value: number, at: number) =>
    `${(at * step).toFixed(1)} ${(HEIGHT - 2 - (value / top) * (HEIGHT - 4)).toFixed(1)}`;
  const path = values
    .map((value, at) => (value === null ? '' : `${(values[at - 1] ?? null) === null ? 'M' : 'L'}${point(value, at)}`))
    .join('');
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="mt-2 h-7 w-full text-accent rtl:-scale-x-100"
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
