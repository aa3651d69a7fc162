'use client';

import type { TabCall } from '@app/client';
import { MicOff, MonitorUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Avatar } from '@/ui/avatar';
import { cx } from '@/ui/cx';
import { firstName, isolate } from '@/ui/text';
import { StreamVideo } from './stream-video';
import type { CallPerson } from './use-call-person';

/** What is seen of the two: the screen that is shared before the face, and the faces that are left in small. */
export function CallStage({ call, person }: { call: TabCall; person: CallPerson }) {
  const t = useTranslations('call');
  const { own, peer } = call;
  const isLive = call.answeredAt !== null && call.stage !== 'ended';
  const name = isolate(firstName(person.plainName));
  const screen = isLive && peer.isSharingScreen ? peer.screen : null;
  const face = isLive && peer.isCameraOn ? peer.camera : null;
  return (
    <div className={cx('relative mx-3 min-h-0 flex-1 overflow-clip rounded-lg', screen || face ? DARK : 'bg-sunken')}>
      {screen && <StreamVideo stream={screen} label={t('screenOf', { name })} className="size-full object-contain" />}
      {!screen && face && (
        <StreamVideo
          stream={face}
          label={t('videoOf', { name })}
          className="size-full object-contain max-tablet:object-cover"
        />
      )}
      {!screen && !face && <Face person={person} />}
      <div className="absolute start-3 top-3 flex flex-col items-start gap-2">
        {isLive && !peer.isMicrophoneOn && (
          <Mark icon={<MicOff aria-hidden className="size-4 text-warn" />}>{t('peerMuted', { name })}</Mark>
        )}
        {own.isSharingScreen && (
          <Mark icon={<MonitorUp aria-hidden className="size-4 text-accent-text" />}>{t('sharing')}</Mark>
        )}
      </div>
      <div className="absolute end-3 bottom-3 flex flex-col gap-2">
        {screen && face && <StreamVideo stream={face} label={t('videoOf', { name })} className={SMALL} />}
        {own.camera && <StreamVideo stream={own.camera} label={t('own')} isMirrored className={SMALL} />}
      </div>
    </div>
  );
}

/** Around a picture, in either theme. */
const DARK = 'bg-[#131210]';
const SMALL = 'edge aspect-[4/3] w-28 rounded-md bg-sunken object-cover shadow-3 tablet:w-48';

function Face({ person }: { person: CallPerson }) {
  return (
    <div className="grid size-full place-items-center">
      <span className="scale-[1.75]">
        <Avatar id={person.id} name={person.plainName} url={person.url} size="l" />
      </span>
    </div>
  );
}

function Mark({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="edge flex items-center gap-2 rounded-full bg-raised px-3 py-1.5 text-sm text-ink shadow-2">
      {icon}
      {children}
    </p>
  );
}
