import type { QuoteDto } from '@app/contracts';
import type { Store } from '../core/store';
import type { PendingMessage } from '../message/message-list';

export interface OutboxState {
  /** In the order of sending, all chats together. */
  items: readonly PendingMessage[];
}

/** Own messages that are not stored yet: one in flight per chat, first in first out, retried for ever on passing faults. */
export interface Outbox extends Store<OutboxState> {
  /** As `MessageStore.send`. */
  send(input: { chatId: string; text: string; replyTo?: QuoteDto | null }): PendingMessage;
  retry(clientMsgId: string): void;
  discard(clientMsgId: string): void;
  /** Drops everything waiting; call on an intended sign-out. */
  clear(): Promise<void>;
}
