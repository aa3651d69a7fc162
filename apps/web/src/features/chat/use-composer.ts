'use client';

import { type AttachmentInput, ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { MessageDto, QuoteDto } from '@app/contracts';
import { type RefObject, useEffect, useState } from 'react';
import { clearTray, type Picked, useTray } from '@/features/attachment/tray';
import { useChatScope } from './chat-context';
import { growField } from './grow-field';
import { useDraft } from './use-draft';

interface ComposerInput {
  field: RefObject<HTMLTextAreaElement | null>;
  /** The own message whose text is being changed; the draft waits meanwhile. */
  editing: MessageDto | null;
  onEditEnd: () => void;
  onSent: () => void;
}

export interface ComposerState {
  text: string;
  replyTo: QuoteDto | null;
  /** There is nothing to send. */
  isEmpty: boolean;
  /** The store did not take the last text. */
  isRefused: boolean;
  change: (text: string) => void;
  send: () => void;
  blur: () => void;
  endReply: () => void;
}

/** The text being written: kept as a draft, told as typing, handed over to the outbox; or the new text of a message. */
export function useComposer({ field, editing, onEditEnd, onSent }: ComposerInput): ComposerState {
  const { drafts } = useParley();
  const { store } = useChatScope();
  const { chatId } = store;
  const draft = useDraft(chatId);
  const replyTo = editing ? null : (draft?.replyTo ?? null);
  const [edited, setEdited] = useState({ id: '', text: '' });
  const [isRefused, setIsRefused] = useState(false);
  const editedText = edited.id === editing?.id ? edited.text : editing?.text;
  const text = editedText ?? draft?.text ?? '';
  const { items: picked } = useTray(chatId);

  // The field grows with its text
  useEffect(() => growField(field.current), [field, text]);

  // At the end of the text, as one goes on writing there
  useEffect(() => {
    if (editing && field.current)
      field.current.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [editing, field]);

  const change = (next: string) => {
    setIsRefused(false);
    if (editing) {
      setEdited({ id: editing.id, text: next });
      return;
    }
    drafts.set(chatId, { text: next, replyTo });
    store.setTyping(next.trim() !== '');
  };

  const write = () => {
    if (!editing) store.send(text, { replyTo, attachments: picked.map(toAttachment) });
    else if (text.trimEnd() !== editing.text) store.edit(editing.id, text);
  };

  const send = () => {
    try {
      write();
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setIsRefused(true);
      return;
    }
    setIsRefused(false);
    if (editing) {
      onEditEnd();
    } else {
      drafts.set(chatId, null);
      clearTray(chatId);
      onSent();
    }
    field.current?.focus();
  };

  return {
    text,
    replyTo,
    isEmpty: text.trim() === '' && (editing !== null || picked.length === 0),
    isRefused,
    change,
    send,
    blur: () => store.setTyping(false),
    endReply: () => drafts.set(chatId, { text }),
  };
}

function toAttachment({ file, isImage, width, height }: Picked): AttachmentInput {
  return { file, kind: isImage ? 'image' : 'file', width, height };
}
