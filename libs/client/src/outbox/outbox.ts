import type { MentionDto } from '@app/contracts';
import type { ParleyErrorCode } from '../core/error';
import type { Store } from '../core/store';
import type { PendingMessage, SendOptions } from '../message/message-list';
import type { OutboxAttachment } from './outbox-storage';

/** An own edit, removal or reaction on its way. It is shown as if done; when refused, what it changed is shown as before. */
export interface PendingChange {
  /** For `retry` and `discard`. */
  id: string;
  kind: 'edit' | 'remove' | 'react';
  chatId: string;
  messageId: string;
  /** The new text of an edit, else ''. */
  text: string;
  /** Of an edit, else none. */
  mentions: readonly MentionDto[];
  /** Of a reaction, else ''. */
  emoji: string;
  /** Of a reaction: put on or taken off. */
  isOn: boolean;
  /** When the person did it (ISO 8601). */
  createdAt: string;
  /** As of a pending message. */
  status: PendingMessage['status'];
  /** Set when failed: EDIT_WINDOW_CLOSED, MESSAGE_DELETED, TOO_MANY_REACTIONS, FORBIDDEN and other final codes. */
  errorCode: ParleyErrorCode | null;
}

/** What `Outbox.change` takes; `text` and `mentions` for an edit, `emoji` and `isOn` for a reaction. */
export type PendingChangeInput = Pick<PendingChange, 'kind' | 'chatId' | 'messageId'> &
  Partial<Pick<PendingChange, 'text' | 'mentions' | 'emoji' | 'isOn'>>;

/** A copy of the message `forwardOfId`, as it is shown until the server has made it. */
export interface ForwardInput {
  chatId: string;
  forwardOfId: string;
  text: string;
  attachments: readonly OutboxAttachment[];
}

/** Everything on its way, of all chats. */
export interface OutboxState {
  /** Messages, in the order of sending, all chats together. */
  items: readonly PendingMessage[];
  /** Edits, removals and reactions, in the order in which they were made. */
  changes: readonly PendingChange[];
  /** False after this device failed to keep an item (full quota, private mode): it is sent, but would not survive a reload. */
  isDurable: boolean;
}

/**
 * What the person did that is not stored yet: one in flight per chat, messages and changes in one line, first in first out,
 * retried for ever on passing faults. Items refused for good stay as `failed` and let the next ones pass.
 */
export interface Outbox extends Store<OutboxState> {
  /** As `MessageStore.send`. */
  send(input: SendOptions & { chatId: string; text: string }): PendingMessage;
  /** As `MessageStore.forward`: text and attachments are shown meanwhile. */
  forward(input: ForwardInput): PendingMessage;
  /** As `MessageStore.edit`, `remove` and `react`. */
  change(input: PendingChangeInput): PendingChange;
  /** Sends a failed item again. */
  retry(id: string): void;
  /** Drops an item. One that already travelled may still arrive. */
  discard(id: string): void;
  /** Drops everything waiting; call on an intended sign-out. */
  clear(): Promise<void>;
}
