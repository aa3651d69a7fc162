'use client';

import type { MentionDto, UserDto } from '@app/contracts';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useChatScope } from './chat-context';
import { findMentioned, mentionQueryAt, withMention } from './mention-query';
import { useCaret } from './use-caret';

export interface MentionPickerProps {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  mentions: readonly MentionDto[];
  onChange: (text: string, mentions: readonly MentionDto[]) => void;
}

interface MentionChoice {
  /** Whom the letters after the "@" may mean; none while no mention is being written. */
  people: readonly UserDto[];
  active: UserDto | undefined;
  activate: (user: UserDto) => void;
  choose: (user: UserDto) => void;
}

/** The people to choose from while an "@" is being written; the keys that choose are taken before the field gets them. */
export function useMentionPicker({ field, text, mentions, onChange }: MentionPickerProps): MentionChoice {
  const { chat, me } = useChatScope();
  const caret = useCaret(field);
  const [at, setAt] = useState({ key: '', index: 0 });
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const nextCaret = useRef<number | null>(null);
  const asked = caret === null ? null : mentionQueryAt(text, caret, mentions);
  const people = asked && asked.from !== closedAt ? findMentioned(chat.members, me.id, asked.query) : [];
  const key = asked ? `${asked.from} ${asked.query}` : '';
  const index = at.key === key ? Math.min(at.index, people.length - 1) : 0;

  // Closed by hand for one "@"; the next one opens it again.
  if (closedAt !== null && text[closedAt] !== '@') setClosedAt(null);

  const choose = (user: UserDto) => {
    if (!asked) return;
    const { caret: next, ...written } = withMention({ text, mentions }, asked, user);
    nextCaret.current = next;
    onChange(written.text, written.mentions);
  };

  // After the name, once the field has it
  useLayoutEffect(() => {
    const next = nextCaret.current;
    nextCaret.current = null;
    if (next !== null && text) field.current?.setSelectionRange(next, next);
  }, [field, text]);

  const handleKey = (event: KeyboardEvent): boolean => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return false;
    const active = people[index];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) setAt({ key, index: (index + step + people.length) % people.length });
    else if (event.key === 'Escape') setClosedAt(asked?.from ?? null);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && active) choose(active);
    else return false;
    return true;
  };
  const onKey = useRef(handleKey);
  onKey.current = handleKey;

  const isOpen = people.length > 0;
  useEffect(() => {
    const element = field.current;
    if (!isOpen || !element) return;
    const listener = (event: KeyboardEvent) => {
      if (!onKey.current(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener('keydown', listener);
    return () => element.removeEventListener('keydown', listener);
  }, [field, isOpen]);

  return {
    people,
    active: people[index],
    activate: (user) => setAt({ key, index: people.indexOf(user) }),
    choose,
  };
}
