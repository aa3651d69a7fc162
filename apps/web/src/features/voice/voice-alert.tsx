'use client';

import { useParley, useStore } from '@app/client/react';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RecorderState } from './create-recorder';
import { useClockText } from './use-clock-text';
import { isSilent } from './voice-part';

/** So long nobody pauses before the first word. */
const SILENT_AFTER_MS = 3_000;

interface VoiceAlertProps {
  state: RecorderState;
  isKept: boolean;
  isRestored: boolean;
  isRefused: boolean;
}

/** One line over the controls, of what the person should know. */
export function VoiceAlert(props: VoiceAlertProps) {
  const text = useAlertText(props);
  if (!text) return null;
  return (
    <p
      role={props.isRestored && !props.isRefused ? 'status' : 'alert'}
      className="flex items-start gap-1.5 px-2 pt-1 pb-1.5 text-xs text-soft"
    >
      <CircleAlert aria-hidden className="mt-px size-4 flex-none text-warn" />
      {text}
    </p>
  );
}

function useAlertText({ state, isKept, isRestored, isRefused }: VoiceAlertProps): string | null {
  const t = useTranslations('voice');
  const { spoken } = useClockText();
  const { limits } = useParley();
  const maxMs = useStore(limits, ({ voiceMaxMs }) => voiceMaxMs);
  const { phase, endedBy, levels, durationMs } = state;
  if (isRefused) return t('refused');
  if (endedBy === 'lost') return t('lost');
  if (endedBy === 'limit') return t('limit', { duration: spoken(maxMs) });
  if (!isKept) return t('notKept');
  if (isRestored) return t('restored');
  return phase === 'recording' && durationMs > SILENT_AFTER_MS && isSilent(levels) ? t('silent') : null;
}
