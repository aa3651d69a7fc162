'use client';

import type { MessageStore } from '@app/client';
import type { ChatDto, MeDto, MessageDto } from '@app/contracts';
import { createContext, useContext } from 'react';

/** What is asked about, or done with, one message in a window of its own. */
export interface MessageTask {
  kind: 'forward' | 'remove' | 'receipts' | 'versions' | 'react' | 'view';
  message: MessageDto;
  /** Which of its pictures is looked at first. */
  index?: number;
  /** Where the window points to; not of dialogs. */
  anchor?: HTMLElement;
}

export interface ChatScope {
  chat: ChatDto;
  me: MeDto;
  store: MessageStore;
  /** How the chat is called in sentences. */
  name: string;
  nameOf: (userId: string | null) => string;
  reply: (message: MessageDto) => void;
  /** Puts an own message into the composer. */
  edit: (message: MessageDto) => void;
  start: (task: MessageTask) => void;
  /** Brings a message on screen, loading around it when it is far away, and the focus to it. */
  goTo: (seq: number) => void;
  /** After sending: to the end of the history, where it stands. */
  goToEnd: () => void;
  /** Says something politely to readers. */
  announce: (text: string) => void;
}

export const ChatContext = createContext<ChatScope | null>(null);

/** The chat whose screen this is. */
export function useChatScope(): ChatScope {
  const scope = useContext(ChatContext);
  if (!scope) throw new Error('useChatScope needs a chat screen above it');
  return scope;
}
