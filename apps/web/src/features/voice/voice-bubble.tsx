'use client';

import { attachmentPath } from '@app/contracts';
import { useEffect } from 'react';
import { UploadRow } from '@/features/attachment/upload-row';
import { useObjectUrl } from '@/features/attachment/use-object-url';
import type { BubblePartProps } from '@/features/chat/bubble-content';
import { playback } from './playback';
import VoicePlayer from './voice-player';

/** The voice note of a bubble: of the server's bytes, or of this device's while they are on their way. */
export default function VoiceBubble({ entry: { message, pending, isOwn } }: BubblePartProps) {
  const stored = message?.attachments[0];
  const local = stored ? undefined : pending?.attachments[0];
  const localUrl = useObjectUrl(local?.file ?? null);
  const localId = local?.uploadId;
  // Once it is stored it is another sound, with controls of its own.
  useEffect(() => (localId ? () => playback.pause(localId) : undefined), [localId]);
  if (stored) return <VoicePlayer attachment={stored} url={attachmentPath(stored.id)} isOwn={isOwn} />;
  if (!local || !pending) return null;
  return (
    <>
      <VoicePlayer
        attachment={{ ...local, id: local.uploadId }}
        url={localUrl ?? ''}
        isOwn={isOwn && pending.status !== 'failed'}
      />
      <UploadRow pending={pending} />
    </>
  );
}
