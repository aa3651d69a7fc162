'use client';

import type { DeskDayDto } from '@app/contracts';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { directionOf } from '@/i18n/locale';
import { useFigureText } from './use-figure-text';

const BARS = [
  { id: 'opened', color: 'var(--support)' },
  { id: 'solved', color: 'var(--accent)' },
] as const;
const AXIS = { stroke: 'var(--line-control)', tick: { fill: 'var(--text-quiet)', fontSize: 12 }, tickLine: false };

/** What came in, what was solved, and what was left at the end of each day. Its figures are in the table below it. */
export default function VolumeChart({ days }: { days: readonly DeskDayDto[] }) {
  const t = useTranslations('deskFigures');
  const format = useFormatter();
  const text = useFigureText();
  const isMirrored = directionOf(useLocale()) === 'rtl';
  return (
    <div aria-hidden dir="ltr" className="h-60 w-full text-xs">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 240 }}>
        <ComposedChart data={[...days]} margin={{ top: 8, right: 8, bottom: 0, left: 8 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis {...AXIS} dataKey="day" reversed={isMirrored} minTickGap={32} tickFormatter={text.day} />
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
            cursor={{ fill: 'var(--surface-hover)' }}
            labelFormatter={(label) => text.day(String(label))}
            formatter={(value) => format.number(Number(value))}
            contentStyle={{ background: 'var(--surface-raised)', border: '1px solid var(--line)', borderRadius: 8 }}
            labelStyle={{ color: 'var(--text)' }}
          />
          {BARS.map(({ id, color }) => (
            <Bar key={id} dataKey={id} name={t(id)} fill={color} radius={[3, 3, 0, 0]} isAnimationActive={false} />
          ))}
          <Line
            dataKey="backlog"
            name={t('left')}
            stroke="var(--warn)"
            strokeDasharray="7 4"
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
