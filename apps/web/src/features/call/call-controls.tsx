'use client';

import type { OwnMedia } from '@app/client';
import { useParley } from '@app/client/react';
import { type LucideIcon, Mic, MicOff, MonitorOff, MonitorUp, PhoneOff, Video, VideoOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';
import { Press } from '@/ui/press';

/** Each says what pressing it does; what is off stands out. */
export function CallControls({ own }: { own: OwnMedia }) {
  const t = useTranslations('call');
  const { calls } = useParley();
  const { isMicrophoneOn, isCameraOn, isSharingScreen } = own;
  return (
    <div className="flex flex-none items-center justify-center gap-4 px-4 pt-3 pb-[calc(1.25rem+env(safe-area-inset-bottom))] max-tablet:gap-3">
      <RoundButton
        icon={isMicrophoneOn ? Mic : MicOff}
        label={t(isMicrophoneOn ? 'mute' : 'unmute')}
        tone={isMicrophoneOn ? 'plain' : 'off'}
        onPress={() => calls.setMicrophone(!isMicrophoneOn)}
      />
      <RoundButton
        icon={isCameraOn ? Video : VideoOff}
        label={t(isCameraOn ? 'cameraOff' : 'cameraOn')}
        tone={isCameraOn ? 'plain' : 'off'}
        onPress={() => calls.setCamera(!isCameraOn)}
      />
      {canShare() && (
        <RoundButton
          icon={isSharingScreen ? MonitorOff : MonitorUp}
          label={t(isSharingScreen ? 'unshare' : 'share')}
          tone={isSharingScreen ? 'on' : 'plain'}
          onPress={() => calls.setScreen(!isSharingScreen)}
        />
      )}
      <RoundButton icon={PhoneOff} label={t('hangUp')} tone="end" onPress={() => calls.hangUp()} />
    </div>
  );
}

/** Phones have no screen to share with a page. */
function canShare(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === 'function';
}

const TONE = {
  plain: 'bg-raised text-ink hover:bg-hover',
  off: 'bg-ink text-canvas hover:opacity-90',
  on: 'bg-accent text-on-accent hover:bg-accent-hover',
  accept: 'bg-accent text-on-accent hover:bg-accent-hover',
  end: 'bg-danger text-on-danger hover:opacity-90',
};

interface RoundButtonProps {
  icon: LucideIcon;
  label: string;
  tone: keyof typeof TONE;
  onPress: () => void;
}

export function RoundButton({ icon: Icon, label, tone, onPress }: RoundButtonProps) {
  return (
    <Press
      title={label}
      aria-label={label}
      onPress={onPress}
      className={cx('edge ease grid size-13 flex-none place-items-center rounded-full transition-colors', TONE[tone])}
    >
      <Icon aria-hidden className="size-5.5" strokeWidth={1.9} />
    </Press>
  );
}
