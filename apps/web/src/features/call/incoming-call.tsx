'use client';

import type { TabCall } from '@app/client';
import { useChat, useLeader, useParley } from '@app/client/react';
import { Phone, PhoneOff, Video } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { isMuted } from '@/features/inbox/mute';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { useCallPerson } from './use-call-person';
import { useRingTone } from './use-ring-tone';

/** Somebody calls. Who is writing goes on writing: the card takes the focus only from nobody, and F6 leads to it. */
export function IncomingCall({ call }: { call: TabCall }) {
  const t = useTranslations('call');
  const parley = useParley();
  const person = useCallPerson(call);
  const chat = useChat(call.chatId);
  const isSilent = chat !== undefined && isMuted(chat, parley.now());
  const card = useRef<HTMLElement>(null);
  useRingTone(useLeader() && !isSilent ? 'incoming' : null);
  useEffect(() => {
    if (document.activeElement === document.body) card.current?.focus();
  }, []);
  const isVideo = call.media === 'video';
  return (
    <section
      ref={card}
      data-pane
      tabIndex={-1}
      role="alertdialog"
      aria-label={t('calls', { media: call.media, name: person.name })}
      className="edge pop fixed end-4 top-4 z-30 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-4 rounded-lg bg-raised p-4 text-ink shadow-3 outline-offset-2 [--ground:var(--surface-raised)] max-tablet:inset-x-3 max-tablet:top-3 max-tablet:w-auto"
    >
      <div className="flex items-center gap-3">
        <Avatar id={person.id} name={person.plainName} url={person.url} />
        <div className="min-w-0">
          <p dir="auto" className="one-line text-lg font-semibold">
            {person.plainName}
          </p>
          <p className="text-sm text-soft">{t('incoming', { media: call.media })}</p>
        </div>
      </div>
      <div className="grid grid-cols-2 gap-2">
        <Button variant="danger" size="lg" onPress={() => parley.calls.decline()}>
          <PhoneOff aria-hidden className="size-4" />
          {t('decline')}
        </Button>
        <Button variant="primary" size="lg" onPress={() => parley.calls.accept()}>
          {isVideo ? <Video aria-hidden className="size-4" /> : <Phone aria-hidden className="size-4" />}
          {t('accept')}
        </Button>
        {isVideo && (
          <Button className="col-span-2" onPress={() => parley.calls.accept(false)}>
            {t('acceptAudio')}
          </Button>
        )}
      </div>
    </section>
  );
}
