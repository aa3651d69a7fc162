'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { directionOf } from '@/i18n/locale';
import { cx } from '@/ui/cx';
import { useClockText } from './use-clock-text';
import { Waveform } from './waveform';

interface SeekBarProps {
  peaks: readonly number[];
  durationMs: number;
  positionMs: number;
  onSeek: (positionMs: number) => void;
}

/** The waveform, to be listened to from anywhere: by arrow keys, by a tap and by dragging. */
export function SeekBar({ peaks, durationMs, positionMs, onSeek }: SeekBarProps) {
  const t = useTranslations('voice');
  const { spoken } = useClockText();
  const isRtl = directionOf(useLocale()) === 'rtl';
  const isDown = useRef(false);
  const progress = durationMs > 0 ? Math.min(1, positionMs / durationMs) : 0;

  const seekTo = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const ratio = width > 0 ? (clientX - left) / width : 0;
    onSeek(Math.min(1, Math.max(0, isRtl ? 1 - ratio : ratio)) * durationMs);
  };

  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    const to = keyTarget(event.key, { positionMs, durationMs, isRtl });
    if (to === null) return;
    event.preventDefault();
    onSeek(Math.min(durationMs, Math.max(0, to)));
  };

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('seek')}
      aria-valuemin={0}
      aria-valuemax={Math.floor(durationMs / 1_000)}
      aria-valuenow={Math.floor(positionMs / 1_000)}
      aria-valuetext={t('position', { at: spoken(positionMs), of: spoken(durationMs) })}
      onKeyDown={handleKey}
      onPointerDown={(event) => {
        isDown.current = true;
        event.currentTarget.setPointerCapture?.(event.pointerId);
        // A finger may only want to scroll the history; it seeks when it moves along or is lifted.
        if (event.pointerType !== 'touch') seekTo(event);
      }}
      onPointerMove={(event) => isDown.current && seekTo(event)}
      onPointerUp={(event) => {
        if (isDown.current) seekTo(event);
        isDown.current = false;
      }}
      onPointerCancel={() => {
        isDown.current = false;
      }}
      className="relative h-7 cursor-pointer touch-pan-y rounded-xs select-none"
    >
      <Waveform peaks={peaks} progress={progress} />
      <span
        aria-hidden
        style={{ insetInlineStart: `${progress * 100}%` }}
        className={cx(
          'pointer-events-none absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full bg-(--heard) rtl:translate-x-1/2 forced-colors:bg-[Highlight]',
          positionMs === 0 && 'invisible',
        )}
      />
    </div>
  );
}

interface Place {
  positionMs: number;
  durationMs: number;
  isRtl: boolean;
}

/** Five seconds a key, one in a short note. */
function keyTarget(key: string, { positionMs, durationMs, isRtl }: Place): number | null {
  const step = durationMs > 20_000 ? 5_000 : 1_000;
  const forward = isRtl ? 'ArrowLeft' : 'ArrowRight';
  const back = isRtl ? 'ArrowRight' : 'ArrowLeft';
  if (key === forward || key === 'ArrowUp') return positionMs + step;
  if (key === back || key === 'ArrowDown') return positionMs - step;
  if (key === 'PageUp') return positionMs + durationMs / 4;
  if (key === 'PageDown') return positionMs - durationMs / 4;
  if (key === 'Home') return 0;
  return key === 'End' ? durationMs : null;
}
