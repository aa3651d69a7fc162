'use client';

import { ParleyError, uuid } from '@app/client';
import { useParley } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useDraft } from '@/features/chat/use-draft';
import { useErrorText } from '@/i18n/use-error-text';
import { useDesk } from './use-desk';

interface NoteDraft {
  text: string;
  change: (text: string) => void;
  isSending: boolean;
  /** Why the last attempt was refused, as a sentence. */
  fault: string | null;
  send: () => Promise<void>;
}

/** A note being written: kept on this device like a message, and written once however often it is tried. */
export function useNoteDraft(ticketId: string): NoteDraft {
  const { drafts } = useParley();
  const desk = useDesk();
  const t = useTranslations('desk');
  const errorText = useErrorText();
  const key = `note:${ticketId}`;
  const text = useDraft(key)?.text ?? '';
  const [isSending, setIsSending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const attempt = useRef({ text: '', clientNoteId: '' });

  const send = async () => {
    if (attempt.current.text !== text) attempt.current = { text, clientNoteId: uuid() };
    setIsSending(true);
    setFault(null);
    try {
      await desk.notes(ticketId).add(attempt.current);
      attempt.current = { text: '', clientNoteId: '' };
      if (drafts.get(key)?.text === text) drafts.set(key, null);
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setFault(t('noteFailed', { reason: errorText(thrown.code) }));
    } finally {
      setIsSending(false);
    }
  };

  return { text, change: (next) => drafts.set(key, { text: next }), isSending, fault, send };
}
