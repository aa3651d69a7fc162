'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import { useState } from 'react';
import { useChatScope } from '@/features/chat/chat-context';
import type { VoiceTake } from './voice-part';
import type { VoiceSession } from './voice-session';

/** Shorter is a slip of the finger. */
const SHORTEST_MS = 500;

/** Hands the recording over to the outbox, with the quote that the composer holds. */
export function useSendVoice(session: VoiceSession | null, onEnd: (end: 'sent' | 'tooShort') => void) {
  const { drafts } = useParley();
  const { store } = useChatScope();
  const [isSending, setIsSending] = useState(false);
  const [isRefused, setIsRefused] = useState(false);

  const hand = (take: VoiceTake) => {
    const { text = '', replyTo = null } = drafts.get(store.chatId) ?? {};
    store.send('', { replyTo, attachments: [toAttachment(take)] });
    drafts.set(store.chatId, text ? { text } : null);
  };

  const send = async () => {
    if (!session || isSending) return;
    setIsSending(true);
    const take = await session.recorder.finish();
    const isTooShort = take.durationMs < SHORTEST_MS;
    try {
      if (!isTooShort) hand(take);
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setIsSending(false);
      setIsRefused(true);
      return;
    }
    void session.drop();
    onEnd(isTooShort ? 'tooShort' : 'sent');
  };

  return { send, isSending, isRefused };
}

function toAttachment({ blob, durationMs, peaks }: VoiceTake) {
  const day = new Date().toISOString().slice(0, 10);
  return { file: blob, name: `voice-${day}.mp3`, kind: 'voice' as const, durationMs, peaks };
}
