'use client';

import { Volume2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { playback } from '@/features/voice/playback';
import { Button } from '@/ui/button';

/** The other one's voice, which goes on whatever of the call is on the screen. */
export function PeerSound({ stream }: { stream: MediaStream | null }) {
  const t = useTranslations('call');
  const player = useRef<HTMLAudioElement>(null);
  const [isBlocked, setIsBlocked] = useState(false);

  useEffect(() => {
    const audio = player.current;
    if (!audio || !stream) return;
    audio.srcObject = stream;
    // Nobody listens to a voice note and to a person.
    playback.pause();
    // A page that was only reloaded may make no sound before it is touched.
    audio.play().catch((error: Error) => setIsBlocked(error.name === 'NotAllowedError'));
    return () => {
      audio.srcObject = null;
    };
  }, [stream]);

  const play = () => {
    setIsBlocked(false);
    void player.current?.play();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody writes captions while people talk */}
      <audio ref={player} autoPlay />
      {isBlocked && (
        <div className="fixed inset-x-0 top-20 z-40 flex justify-center">
          <Button variant="primary" onPress={play}>
            <Volume2 aria-hidden className="size-4" />
            {t('hear')}
          </Button>
        </div>
      )}
    </>
  );
}
