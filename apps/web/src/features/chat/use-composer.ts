'use client';

import { ParleyError } from '@app/client';
import type { MessageDto } from '@app/contracts';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useChatScope } from './chat-context';
import { readDraft, writeDraft } from './draft';
import { growField } from './grow-field';

const DRAFT_PAUSE_MS = 300;

interface ComposerInput {
  field: RefObject<HTMLTextAreaElement | null>;
  replyTo: MessageDto | null;
  onReplyEnd: () => void;
  onSent: () => void;
}

export interface ComposerState {
  text: string;
  /** The store did not take the last text. */
  isRefused: boolean;
  change: (text: string) => void;
  send: () => void;
  blur: () => void;
}

/** The text being written: kept as a draft, told as typing, handed over to the outbox. */
export function useComposer({ field, replyTo, onReplyEnd, onSent }: ComposerInput): ComposerState {
  const { store, me } = useChatScope();
  const { chatId } = store;
  const [text, setText] = useState('');
  const [isRefused, setIsRefused] = useState(false);
  const draft = useRef<string | null>(null);

  // Only after hydration: the server knows no drafts.
  useEffect(() => {
    const kept = readDraft(me.id, chatId);
    if (kept) setText(kept);
    const keep = () => {
      if (draft.current !== null) writeDraft(me.id, chatId, draft.current);
    };
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [me.id, chatId]);

  useEffect(() => {
    if (draft.current !== text) return;
    const timer = setTimeout(() => writeDraft(me.id, chatId, text), DRAFT_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [me.id, chatId, text]);

  // The field grows with its text
  useEffect(() => growField(field.current), [field, text]);

  const change = (next: string) => {
    draft.current = next;
    setText(next);
    setIsRefused(false);
    store.setTyping(next.trim() !== '');
  };

  const send = () => {
    try {
      store.send(text, replyTo ? { replyTo } : {});
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setIsRefused(true);
      return;
    }
    draft.current = '';
    writeDraft(me.id, chatId, '');
    setText('');
    setIsRefused(false);
    onReplyEnd();
    onSent();
    field.current?.focus();
  };

  return { text, isRefused, change, send, blur: () => store.setTyping(false) };
}
