'use client';

import { useParley } from '@app/client/react';
import type { CannedReplyDto, SupportTicketDto } from '@app/contracts';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { useDraft } from '@/features/chat/use-draft';
import { findReplies, queryIn, textFor } from './canned-reply';
import { useDesk, useShelf } from './use-desk';

export interface CannedChoice {
  isOpen: boolean;
  /** True while it is not known yet what there is. */
  isLoading: boolean;
  replies: readonly CannedReplyDto[];
  active: CannedReplyDto | undefined;
  activate: (reply: CannedReplyDto) => void;
  choose: (reply: CannedReplyDto) => void;
  /** Opens the list without a slash, or closes it. */
  toggle: () => void;
  handleKey: (event: KeyboardEvent) => void;
}

/** The canned replies to choose from after a slash; the keys that choose are taken before the field gets them. */
export function useCannedPicker(ticket: SupportTicketDto, frame: RefObject<HTMLElement | null>): CannedChoice {
  const { drafts, me } = useParley();
  const shelf = useShelf(useDesk().cannedReplies);
  const draft = useDraft(ticket.chatId);
  const text = draft?.text ?? '';
  const typed = queryIn(text);
  const [isAsked, setIsAsked] = useState(false);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const [at, setAt] = useState({ query: '', index: 0 });
  const query = typed ?? '';
  const isOpen = isAsked || (typed !== null && closedFor !== text);
  const replies = isOpen ? findReplies(shelf.items, query).filter((reply) => textFor(reply, ticket, me) !== '') : [];
  const index = at.query === query ? Math.min(at.index, replies.length - 1) : 0;

  // Closed by hand for what was typed then; another slash opens it again
  useEffect(() => {
    if (closedFor !== null && typed === null) setClosedFor(null);
  }, [closedFor, typed]);

  const close = () => {
    setIsAsked(false);
    setClosedFor(text);
  };

  const choose = (reply: CannedReplyDto) => {
    const chosen = textFor(reply, ticket, me);
    const before = typed === null && text !== '' ? `${text.trimEnd()}\n` : '';
    drafts.set(ticket.chatId, { text: before + chosen, replyTo: draft?.replyTo ?? null });
    setIsAsked(false);
    requestAnimationFrame(() => {
      const field = frame.current?.querySelector('textarea');
      field?.focus();
      field?.setSelectionRange(field.value.length, field.value.length);
    });
  };

  const handleKey = (event: KeyboardEvent) => {
    const { nativeEvent } = event;
    if (!isOpen || nativeEvent.isComposing || nativeEvent.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const active = replies[index];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step && replies.length > 0) setAt({ query, index: (index + step + replies.length) % replies.length });
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && active) choose(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    isOpen,
    isLoading: !shelf.isLoaded && shelf.isLoading,
    replies,
    active: replies[index],
    activate: (reply) => setAt({ query, index: replies.indexOf(reply) }),
    choose,
    toggle: () => (isOpen ? close() : setIsAsked(true)),
    handleKey,
  };
}
