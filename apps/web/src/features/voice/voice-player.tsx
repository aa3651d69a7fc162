'use client';

import { useParley } from '@app/client/react';
import type { AttachmentDto } from '@app/contracts';
import { SoundPlayer } from './sound-player';

export interface VoicePlayerProps {
  attachment: Pick<AttachmentDto, 'id' | 'durationMs' | 'peaks'>;
  /** Where its bytes are: on the server, or on this device while it is being sent. */
  url: string;
  isOwn: boolean;
}

/** The voice note of a message. Loaded when a message has one; Its room is known before. */
export default function VoicePlayer({ attachment, url, isOwn }: VoicePlayerProps) {
  const { rest } = useParley();
  const { id, durationMs, peaks } = attachment;
  return (
    <SoundPlayer
      sound={{ id, url, durationMs: durationMs ?? 0, renew: rest.auth.me }}
      peaks={peaks ?? []}
      tone={isOwn ? 'own' : 'page'}
      className="h-11 w-full"
    />
  );
}
