'use client';

import { useParley } from '@app/client/react';
import type { ChatDto } from '@app/contracts';
import { Phone, Video } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { IconButton } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { useOnceOpen } from '@/ui/use-once-open';

const CallMenu = lazyPart(() => import('./call-menu'));

/** In the header of a chat of two; a phone has room for one button, which asks. */
export function CallButtons({ chat, otherId }: { chat: ChatDto; otherId: string | null }) {
  const t = useTranslations('call');
  const { calls } = useParley();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const isLoaded = useOnceOpen(isOpen);
  if (chat.type !== 'direct' || chat.state !== 'open' || chat.isBlocked || !otherId) return null;
  const start = (media: 'audio' | 'video') => calls.start(chat.id, otherId, media);
  return (
    <>
      <IconButton label={t('audio')} onPress={() => start('audio')} className="max-tablet:hidden">
        <Phone aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
      <IconButton label={t('video')} onPress={() => start('video')} className="max-tablet:hidden">
        <Video aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
      <IconButton
        ref={button}
        label={t('start')}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPress={() => setIsOpen(true)}
        className="tablet:hidden"
      >
        <Phone aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
      {isLoaded && <CallMenu anchor={button} isOpen={isOpen} onChoose={start} onClose={() => setIsOpen(false)} />}
    </>
  );
}
