'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useChatScope } from '@/features/chat/chat-context';
import { showNotice } from '@/features/shell/notice';
import { DiscardRow } from './discard-row';
import { AskingRow, FaultRow } from './fault-row';
import { RecordingRow } from './recording-row';
import { ReviewRow } from './review-row';
import { useHold } from './use-hold';
import { usePanelFocus } from './use-panel-focus';
import { useSendVoice } from './use-send-voice';
import { useVoiceSession } from './use-voice-session';
import { VoiceAlert } from './voice-alert';
import type { VoiceStart } from './voice-start';

interface VoicePanelProps {
  start: VoiceStart;
  /** The button is not held any more, and the recording goes on. */
  onHandsFree: () => void;
  /** Over without a message. */
  onClose: () => void;
  onSent: () => void;
}

/** Records, in the place of the composer's field: asks, records, pauses to listen, sends or deletes. */
export default function VoicePanel({ start, onHandsFree, onClose, onSent }: VoicePanelProps) {
  const t = useTranslations('voice');
  const { store, announce } = useChatScope();
  const { session, state, isKept } = useVoiceSession(store.chatId, start);
  const [isAsked, setIsAsked] = useState(false);
  const panel = useRef<HTMLFieldSetElement>(null);
  const { phase, fault } = state;

  const discard = () => {
    void session?.drop();
    announce(t('discarded'));
    onClose();
  };
  const { send, isSending, isRefused } = useSendVoice(session, (end) => {
    if (end === 'sent') return onSent();
    showNotice({ text: t('tooShort') });
    onClose();
  });
  const hold = useHold(start.press, (release) => {
    if (release === 'tap' || phase !== 'recording') onHandsFree();
    else if (release === 'send') void send();
    else discard();
  });

  // For a moment there is no session yet, and what was recorded before asks for no microphone.
  const view = isAsked ? 'discard' : session || !start.draft ? phase : 'opening';
  usePanelFocus(panel, view, start.draft !== null);
  useEffect(() => {
    if (phase === 'recording' || phase === 'paused') announce(t(phase));
  }, [phase, announce, t]);

  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // Else the screen behind takes the focus to its field.
    event.stopPropagation();
    if (isAsked) setIsAsked(false);
    else if (phase === 'recording') session?.recorder.pause();
    else if (phase === 'asking' || phase === 'failed') onClose();
  };

  const row = { state, isSending, onDiscard: () => setIsAsked(true), onSend: () => void send() };
  return (
    <fieldset ref={panel} aria-label={t('recorder')} onKeyDown={handleKey} className="min-w-0 flex-1">
      <VoiceAlert state={state} isKept={isKept} isRestored={start.draft !== null} isRefused={isRefused} />
      <div className="flex min-h-(--target) items-center gap-1">
        {view === 'discard' && <DiscardRow onKeep={() => setIsAsked(false)} onDiscard={discard} />}
        {view === 'asking' && <AskingRow onClose={onClose} />}
        {view === 'failed' && fault && (
          <FaultRow fault={fault} onRetry={() => void session?.recorder.start()} onClose={onClose} />
        )}
        {view === 'recording' && <RecordingRow {...row} hold={hold} onPause={() => session?.recorder.pause()} />}
        {(view === 'paused' || view === 'ended') && session && <ReviewRow {...row} recorder={session.recorder} />}
      </div>
    </fieldset>
  );
}
