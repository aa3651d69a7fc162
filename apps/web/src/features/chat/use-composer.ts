'use client';

import { type AttachmentInput, followMentions, ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { MentionDto, MessageDto, QuoteDto } from '@app/contracts';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { clearTray, type Picked, useTray } from '@/features/attachment/tray';
import { useChatScope } from './chat-context';
import { growField } from './grow-field';
import { useDraft } from './use-draft';

type Edited = Pick<MessageDto, 'id' | 'text'> & { mentions: readonly MentionDto[] };

const NONE: readonly MentionDto[] = [];

interface ComposerInput {
  field: RefObject<HTMLTextAreaElement | null>;
  /** The own message whose text is being changed; the draft waits meanwhile. */
  editing: MessageDto | null;
  onEditEnd: () => void;
  onSent: () => void;
}

export interface ComposerState {
  text: string;
  mentions: readonly MentionDto[];
  replyTo: QuoteDto | null;
  /** There is nothing to send. */
  isEmpty: boolean;
  /** The store did not take the last text. */
  isRefused: boolean;
  /** Without `mentions` those there are follow the text. */
  change: (text: string, mentions?: readonly MentionDto[]) => void;
  send: () => void;
  blur: () => void;
  endReply: () => void;
}

/** The text being written: kept as a draft, told as typing, handed over to the outbox; or the new text of a message. */
export function useComposer({ field, editing, onEditEnd, onSent }: ComposerInput): ComposerState {
  const { drafts } = useParley();
  const { store, chat } = useChatScope();
  const { chatId } = store;
  const draft = useDraft(chatId);
  const replyTo = editing ? null : (draft?.replyTo ?? null);
  const [edited, setEdited] = useState<Edited>({ id: '', text: '', mentions: NONE });
  const [isRefused, setIsRefused] = useState(false);
  const written = edited.id === editing?.id ? edited : (editing ?? draft);
  const text = written?.text ?? '';
  const mentions = written?.mentions ?? NONE;
  const { items: picked } = useTray(chatId);

  // The field grows with its text
  useEffect(() => growField(field.current), [field, text]);

  // At the end of the text, as one goes on writing there
  useEffect(() => {
    if (editing && field.current)
      field.current.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [editing, field]);

  const change = (next: string, given?: readonly MentionDto[]) => {
    setIsRefused(false);
    if (editing) {
      setEdited({ id: editing.id, text: next, mentions: given ?? followMentions(mentions, text, next) });
      return;
    }
    drafts.set(chatId, { text: next, mentions: given, replyTo });
    store.setTyping(next.trim() !== '');
  };

  // A page that is slow to wake has the field long before it hears of its keys
  const isAwake = useRef(false);
  useLayoutEffect(() => {
    if (isAwake.current) return;
    isAwake.current = true;
    const typed = field.current?.value ?? text;
    if (typed !== text) change(typed);
  });

  const write = () => {
    // A draft may be older than the membership of somebody in it.
    const present = mentions.filter(({ userId }) => chat.members.some((member) => member.userId === userId));
    if (!editing) store.send(text, { mentions: present, replyTo, attachments: picked.map(toAttachment) });
    else if (text.trimEnd() !== editing.text || mentions.length !== editing.mentions.length) {
      store.edit(editing.id, text, mentions);
    }
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
    mentions,
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
