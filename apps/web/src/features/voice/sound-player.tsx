'use client';

import { isShallowEqual, useStore } from '@app/client/react';
import { CircleAlert, Mic, Pause, Play } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { cx } from '@/ui/cx';
import { Press } from '@/ui/press';
import { Spinner } from '@/ui/spinner';
import { playback, type Sound } from './playback';
import { SeekBar } from './seek-bar';
import { useClockText } from './use-clock-text';

/** What was heard and what is ahead differ from each other and from their ground, also where the system picks the colours. */
const FORCED = 'forced-colors:[--heard:Highlight] forced-colors:[--ahead:CanvasText]';
const TONE = {
  page: `${FORCED} [--heard:var(--accent-text)] [--ahead:var(--line-control)] [--quiet:var(--text-quiet)] [--key:var(--accent)] [--on-key:var(--on-accent)] [--chip:var(--surface-hover)] [--on-chip:var(--text-soft)]`,
  own: `${FORCED} [--heard:var(--on-bubble-out)] [--ahead:color-mix(in_srgb,var(--on-bubble-out)_52%,var(--bubble-out))] [--quiet:var(--on-bubble-out-quiet)] [--key:var(--on-bubble-out)] [--on-key:var(--bubble-out)] [--chip:var(--bubble-out-quote)] [--on-chip:var(--on-bubble-out)]`,
};

interface SoundPlayerProps {
  sound: Sound;
  peaks: readonly number[];
  /** Its colours: on the page's ground, or in an own bubble. */
  tone: 'page' | 'own';
  /** No room beside it for the speed, nor the microphone that tells what it is. */
  isNarrow?: boolean;
  className?: string;
}

/** Play, the waveform and where in it, and the speed. Its size is the same in every state. */
export function SoundPlayer({ sound, peaks, tone, isNarrow = false, className }: SoundPlayerProps) {
  const t = useTranslations('voice');
  const { clock, spoken } = useClockText();
  const { isActive, status, positionMs } = useStore(
    playback,
    ({ activeId, status: now, positions }) => ({
      isActive: activeId === sound.id,
      status: activeId === sound.id ? now : 'paused',
      positionMs: positions[sound.id] ?? 0,
    }),
    isShallowEqual,
  );
  usePauseOnLeaving(sound.id);
  const isFailed = status === 'failed';
  return (
    <fieldset
      aria-label={t('note', { duration: spoken(sound.durationMs) })}
      className={cx('flex min-w-0 gap-2.5', isNarrow ? 'items-center' : 'items-start', TONE[tone], className)}
    >
      <PlayButton sound={sound} status={status} />
      <div className={cx('min-w-0 flex-1', isNarrow && 'flex items-center gap-2.5')}>
        <div className="min-w-0 flex-1">
          <SeekBar
            peaks={peaks}
            durationMs={sound.durationMs}
            positionMs={positionMs}
            onSeek={(to) => playback.seek(sound, to)}
          />
        </div>
        <p className="tabular flex h-4 items-center gap-1 text-2xs leading-none text-(--quiet)">
          {isFailed ? (
            <span role="alert" className="inline-flex items-center gap-1">
              <CircleAlert aria-hidden className="size-3.5" />
              {t('playFailed')}
            </span>
          ) : (
            clock(isActive || positionMs > 0 ? positionMs : sound.durationMs)
          )}
        </p>
      </div>
      {!isNarrow && isActive && <SpeedButton />}
      {!isNarrow && !isActive && (
        <span className="grid h-7 w-10 flex-none place-items-center text-(--quiet)">
          <Mic aria-hidden className="size-4" />
        </span>
      )}
    </fieldset>
  );
}

function PlayButton({ sound, status }: { sound: Sound; status: string }) {
  const t = useTranslations('voice');
  const { spoken } = useClockText();
  const isOn = status === 'playing' || status === 'loading';
  return (
    <Press
      onPress={() => playback.toggle(sound)}
      aria-label={isOn ? t('pause') : t('play', { duration: spoken(sound.durationMs) })}
      className="edge hit grid flex-none place-items-center rounded-full bg-(--key) text-(--on-key)"
    >
      {status === 'loading' ? (
        <Spinner className="size-5" />
      ) : isOn ? (
        <Pause aria-hidden className="size-4.5" fill="currentColor" strokeWidth={0} />
      ) : (
        <Play aria-hidden className="size-4.5" fill="currentColor" strokeWidth={0} />
      )}
    </Press>
  );
}

/** Holds for every voice note from then on. */
function SpeedButton() {
  const t = useTranslations('voice');
  const format = useFormatter();
  const speed = useStore(playback, (state) => state.speed);
  const text = format.number(speed);
  return (
    <Press
      onPress={playback.nextSpeed}
      aria-label={t('speed', { speed: text })}
      className="edge tabular relative h-7 w-10 flex-none rounded-full bg-(--chip) text-xs font-semibold text-(--on-chip) touch:before:absolute touch:before:-inset-2"
    >
      <span aria-hidden dir="ltr">
        {text}×
      </span>
    </Press>
  );
}

/** A row that is scrolled out of the window plays on; on another screen nobody could stop it. */
function usePauseOnLeaving(soundId: string): void {
  useEffect(() => {
    const { pathname } = window.location;
    return () => {
      setTimeout(() => {
        if (window.location.pathname !== pathname) playback.pause(soundId);
      });
    };
  }, [soundId]);
}
