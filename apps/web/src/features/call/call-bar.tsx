'use client';

import type { TabCall } from '@app/client';
import { useParley } from '@app/client/react';
import { Maximize2, Mic, MicOff, PhoneOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';
import { Press } from '@/ui/press';
import { useCallPerson } from './use-call-person';
import { useCallStatus } from './use-call-status';

const BUTTON = 'ease hit grid flex-none place-items-center rounded-sm transition-colors';

/** A call while one reads and writes: above the page, so that it covers nothing. F6 leads to it. */
export function CallBar({ call, onExpand }: { call: TabCall; onExpand: () => void }) {
  const t = useTranslations('call');
  const { calls } = useParley();
  const { name, plainName } = useCallPerson(call);
  const status = useCallStatus(call);
  const { isMicrophoneOn } = call.own;
  const Icon = isMicrophoneOn ? Mic : MicOff;
  const micLabel = t(isMicrophoneOn ? 'mute' : 'unmute');
  return (
    <section
      data-pane
      tabIndex={-1}
      aria-label={t('with', { name })}
      className="flex flex-none items-center gap-1 bg-accent px-2 py-1 text-on-accent outline-offset-[-3px] [--focus:var(--on-accent)]"
    >
      <Press
        onPress={onExpand}
        title={t('expand', { name })}
        className="flex min-h-(--target) min-w-0 flex-1 items-center gap-2 rounded-sm px-2 text-start text-sm font-name"
      >
        <Maximize2 aria-hidden className="flip size-4 flex-none" />
        <bdi className="one-line">{plainName}</bdi>
        <span className="tabular flex-none">{status}</span>
      </Press>
      <Press
        title={micLabel}
        aria-label={micLabel}
        onPress={() => calls.setMicrophone(!isMicrophoneOn)}
        className={BUTTON}
      >
        <Icon aria-hidden className="size-5" />
      </Press>
      <Press
        title={t('hangUp')}
        aria-label={t('hangUp')}
        onPress={() => calls.hangUp()}
        className={cx(BUTTON, 'bg-danger text-on-danger')}
      >
        <PhoneOff aria-hidden className="size-5" />
      </Press>
    </section>
  );
}
