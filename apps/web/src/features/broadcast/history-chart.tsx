'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { directionOf } from '@/i18n/locale';
import type { FigurePoint } from './figures-view';

const DAY_MS = 86_400_000;
const SHORT_MS = 300_000;
/** Told apart by their dashes too. */
const LINES = [
  { id: 'seen', color: 'var(--accent)', dashes: undefined },
  { id: 'read', color: 'var(--support)', dashes: '7 4' },
  { id: 'clicked', color: 'var(--warn)', dashes: '2 4' },
] as const;
const AXIS = { stroke: 'var(--line-control)', tick: { fill: 'var(--text-quiet)', fontSize: 12 }, tickLine: false };

/** How many had seen, read and followed it, over time. Loaded with the first chart; its figures are in the table beside it. */
export default function HistoryChart({ points }: { points: FigurePoint[] }) {
  const t = useTranslations('broadcast');
  const format = useFormatter();
  const isMirrored = directionOf(useLocale()) === 'rtl';
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const isLong = last - first > DAY_MS;
  const time = (at: number) =>
    format.dateTime(
      new Date(at),
      isLong ? { day: 'numeric', month: 'short', hour: '2-digit' } : { hour: '2-digit', minute: '2-digit' },
    );
  return (
    <div aria-hidden dir="ltr" className="h-56 w-full text-xs">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 224 }}>
        <LineChart data={points} margin={{ top: 8, right: 12, bottom: 0, left: 12 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            {...AXIS}
            dataKey="at"
            type="number"
            domain={['dataMin', 'dataMax']}
            reversed={isMirrored}
            minTickGap={48}
            // In its first minutes all ticks between would say the same.
            ticks={last - first < SHORT_MS ? [first, last] : undefined}
            tickFormatter={time}
          />
          <YAxis
            {...AXIS}
            axisLine={false}
            allowDecimals={false}
            width={40}
            orientation={isMirrored ? 'right' : 'left'}
            tickFormatter={(value: number) => format.number(value, { notation: 'compact' })}
          />
          <Tooltip
            isAnimationActive={false}
            labelFormatter={(label) => time(Number(label))}
            formatter={(value) => format.number(Number(value))}
            contentStyle={{ background: 'var(--surface-raised)', border: '1px solid var(--line)', borderRadius: 8 }}
            labelStyle={{ color: 'var(--text)' }}
          />
          {LINES.map(({ id, color, dashes }) => (
            <Line
              key={id}
              dataKey={id}
              name={t(id)}
              stroke={color}
              strokeDasharray={dashes}
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
