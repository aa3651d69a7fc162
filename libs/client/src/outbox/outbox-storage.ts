import type { AttachmentDto, MentionDto, OfferAnswerInput, OfferInput, QuoteDto } from '@app/contracts';
import type { ParleyErrorCode } from '../core/error';

/** What every waiting item has, as it is kept over reloads. */
export interface OutboxItemBase {
  /** The UUID made once: the item's key, and for a message what makes every retry the same message. */
  clientMsgId: string;
  userId: string;
  chatId: string;
  /** Rising per user: the order of sending. */
  order: number;
  /** Milliseconds since the epoch by this device's clock. */
  queuedAt: number;
  /** The final code it failed with; null while it is to be sent. */
  errorCode: ParleyErrorCode | null;
}

/** A message waiting to be sent. */
export interface OutboxSend extends OutboxItemBase {
  kind: 'send';
  /** What is shown meanwhile; of a forwarded message the server copies the text itself. */
  text: string;
  mentions: readonly MentionDto[];
  replyTo: QuoteDto | null;
  forwardOfId: string | null;
  /** With their bytes, so that an upload goes on after a reload. */
  attachments: readonly OutboxAttachment[];
  offer: OfferInput | null;
  offerAnswer: OfferAnswerInput | null;
}

/** A file of a waiting message. Until it is uploaded it is described as far as the sender's device knows it. */
export interface OutboxAttachment extends Omit<AttachmentDto, 'id'> {
  /** The UUID made once, which makes every retry the same upload. */
  uploadId: string;
  /** Its id on the server once it is there. */
  attachmentId: string | null;
  /** Null of a file that is on the server already, in a forwarded message. */
  file: Blob | null;
}

/** A change of a stored message waiting to be sent. */
export interface OutboxChange extends OutboxItemBase {
  kind: 'edit' | 'remove' | 'react';
  messageId: string;
  /** The new text of an edit, else ''. */
  text: string;
  /** Of an edit, else none. */
  mentions: readonly MentionDto[];
  /** Of a reaction, else ''. */
  emoji: string;
  /** Of a reaction: put on or taken off. */
  isOn: boolean;
}

/** What a storage keeps; opaque to it except for `clientMsgId` and `userId`. */
export type OutboxItem = OutboxSend | OutboxChange;

/** Where the outbox keeps its items: IndexedDB in browsers, memory elsewhere, or your own. */
export interface OutboxStorage {
  /** All items of this person, in any order. */
  load(userId: string): Promise<OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  delete(clientMsgId: string): Promise<void>;
  /** Drops everything of this person (sign-out). */
  clear(userId: string): Promise<void>;
}
